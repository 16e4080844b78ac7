package io.moodstream.kit;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Parses the text of one setting into the type of its component. The messages of its exceptions say what is expected.
 */
final class SettingValue {
    private static final Pattern DURATION = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(ms|s|m|h|d)");

    private SettingValue() {}

    static Object parse(SettingKey key, String text) {
        Type type = key.component().getGenericType();
        if (type instanceof ParameterizedType optional && optional.getRawType() == Optional.class) {
            return text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(parse(key, (Class<?>) optional.getActualTypeArguments()[0], text));
        }
        return parse(key, (Class<?>) type, text);
    }

    private static Object parse(SettingKey key, Class<?> type, String text) {
        if (type == int.class || type == Integer.class) {
            return (int) bounded(key, number(key, text, true));
        } else if (type == long.class || type == Long.class) {
            return (long) bounded(key, number(key, text, true));
        } else if (type == double.class || type == Double.class) {
            return bounded(key, number(key, text, false));
        } else if (type == boolean.class) {
            return bool(text);
        } else if (type == Duration.class) {
            Duration duration = duration(text);
            bounded(key, duration.toMillis() / 1000.0);
            return duration;
        } else if (type == Path.class) {
            return Path.of(text);
        } else if (type.isEnum()) {
            return constant(type, text);
        } else if (type == String.class) {
            return text;
        }
        throw new IllegalStateException(key.key() + " is of type " + type + ", which no setting can have");
    }

    private static double number(SettingKey key, String text, boolean whole) {
        String bounds = bounds(key.setting());
        String expected =
                (whole ? "expected a whole number" : "expected a number") + (bounds.isEmpty() ? "" : ", " + bounds);
        try {
            double number = whole ? Long.parseLong(text) : Double.parseDouble(text);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(expected, e);
        }
        throw new IllegalArgumentException(expected);
    }

    private static double bounded(SettingKey key, double number) {
        Setting setting = key.setting();
        boolean seconds = key.component().getGenericType().getTypeName().contains("Duration");
        if (number < setting.min() || number > setting.max()) {
            throw new IllegalArgumentException("expected " + bounds(setting) + (seconds ? " seconds" : ""));
        }
        return number;
    }

    /** Returns the bounds in words; empty without any. */
    private static String bounds(Setting setting) {
        if (setting.max() == Double.POSITIVE_INFINITY) {
            return setting.min() == Double.NEGATIVE_INFINITY ? "" : "at least " + plain(setting.min());
        }
        return "from " + plain(setting.min()) + " to " + plain(setting.max());
    }

    private static String plain(double bound) {
        return bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound);
    }

    private static boolean bool(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("expected true or false");
        };
    }

    private static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (matcher.matches()) {
            double unit = switch (matcher.group(2)) {
                case "ms" -> 1;
                case "s" -> 1_000;
                case "m" -> 60_000;
                case "h" -> 3_600_000;
                default -> 86_400_000;
            };
            return Duration.ofMillis(Math.round(Double.parseDouble(matcher.group(1)) * unit));
        }
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("expected a duration such as 500ms, 10s, 5m or PT10S", e);
        }
    }

    private static Object constant(Class<?> type, String text) {
        Object[] constants = type.getEnumConstants();
        return Arrays.stream(constants)
                .filter(constant -> constant.toString().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("expected one of "
                        + Arrays.stream(constants)
                                .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))));
    }
}
