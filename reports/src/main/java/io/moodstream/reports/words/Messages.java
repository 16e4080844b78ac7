package io.moodstream.reports.words;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.text.NumberFormat;
import com.ibm.icu.util.ULocale;
import io.moodstream.schemas.Emotion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The messages of reports and of pages that the server renders, in one language: by key, in ICU MessageFormat, as the
 * messages of the web's pages.
 */
public final class Messages {
    private static final Map<Language, Messages> ALL = new EnumMap<>(Language.class);

    static {
        for (Language language : Language.values()) {
            ALL.put(language, new Messages(language, read(language)));
        }
    }

    private final Language language;
    private final ULocale locale;
    private final Map<String, String> messages;

    private Messages(Language language, Map<String, String> messages) {
        this.language = language;
        this.locale = ULocale.forLanguageTag(language == Language.ENGLISH ? "en-GB" : language.tag());
        this.messages = messages;
    }

    /** Returns the messages of a language. */
    public static Messages in(Language language) {
        return Objects.requireNonNull(ALL.get(language));
    }

    /** Returns the catalogue of a language. */
    static Map<String, String> read(Language language) {
        String path = "/messages/" + language.tag() + ".json";
        try (InputStream file = Objects.requireNonNull(Messages.class.getResourceAsStream(path), path)) {
            return new JsonMapper().readValue(file, new TypeReference<Map<String, String>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }

    /** Returns the language. */
    public Language language() {
        return language;
    }

    /** Returns the locale for dates. */
    public Locale locale() {
        return locale.toLocale();
    }

    /**
     * Returns a message.
     *
     * @param arguments the names and values of its placeholders, in turn
     */
    public String text(String key, Object... arguments) {
        Map<String, Object> values = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            values.put(String.valueOf(arguments[i]), arguments[i + 1]);
        }
        return text(key, values);
    }

    /** Returns a message; values that it has no placeholder for do no harm. */
    public String text(String key, Map<String, Object> values) {
        String message = Objects.requireNonNull(messages.get(key), () -> "There is no message " + key);
        return new MessageFormat(message, locale).format(values);
    }

    /** Returns a share in percent, as the language writes it; in English with a space, as everywhere in moodstream. */
    public String percent(double share) {
        String percent = NumberFormat.getPercentInstance(locale).format(Math.round(100 * share) / 100.0);
        return language == Language.ENGLISH ? percent.replace("%", " %") : percent;
    }

    /** Returns a whole number. */
    public String number(long number) {
        return NumberFormat.getIntegerInstance(locale).format(number);
    }

    /** Returns a number with three decimals. */
    public String thousandths(double number) {
        NumberFormat format = NumberFormat.getInstance(locale);
        format.setMinimumFractionDigits(3);
        format.setMaximumFractionDigits(3);
        return format.format(number);
    }

    /** Returns the word for what a face looks like, such as "surprised". */
    public String looks(Emotion emotion) {
        return text("expression." + emotion);
    }

    /** Returns the same word as a heading: "Surprised". */
    public String title(Emotion emotion) {
        return capital(looks(emotion));
    }

    /** Returns a text with its first letter in upper case, in languages that have one. */
    public String capital(String text) {
        int first = text.offsetByCodePoints(0, 1);
        return text.substring(0, first).toUpperCase(locale()) + text.substring(first);
    }

    /** Joins parts to a list within a sentence. */
    public String list(Collection<String> parts) {
        return String.join(text("list.separator"), parts);
    }
}
