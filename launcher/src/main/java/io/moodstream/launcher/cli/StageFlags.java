package io.moodstream.launcher.cli;

import io.moodstream.kit.SettingKey;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Gives commands a flag for each setting of their configuration records: DETECTOR_MIN_FACE becomes --min-face. */
public final class StageFlags {
    private StageFlags() {}

    /**
     * Adds the flags to a command and its subcommands.
     *
     * @throws IllegalArgumentException if {@link ConfiguredBy} names a setting that the command's records do not have
     */
    public static void addTo(CommandLine line) {
        CommandSpec command = line.getCommandSpec();
        List<SettingKey> keys = keys(command);
        keys.forEach(key -> add(command, key, flag(key, keys)));
        line.getSubcommands().values().forEach(StageFlags::addTo);
    }

    /** Returns the settings that were given as flags, by key. */
    static Map<String, String> given(CommandSpec command) {
        Map<String, String> given = new LinkedHashMap<>();
        List<SettingKey> keys = keys(command);
        for (SettingKey key : keys) {
            OptionSpec option = command.findOption(flag(key, keys));
            if (option != null && option.getValue() != null) {
                given.put(key.key(), option.<String>getValue());
            }
        }
        return given;
    }

    /** Returns what is wrong with settings as the user wrote them: of a flag, not of the setting that it stands for. */
    static String asWritten(String faults, CommandSpec command) {
        return faults.lines().map(fault -> oneAsWritten(fault, command)).collect(Collectors.joining("\n"));
    }

    private static String oneAsWritten(String fault, CommandSpec command) {
        List<SettingKey> keys = keys(command);
        for (Class<? extends Record> record : SettingsOptions.RECORDS) {
            for (SettingKey key : SettingKey.of(record)) {
                String flag = flag(key, keys);
                OptionSpec option = command.findOption(flag);
                if (option != null && !option.originalStringValues().isEmpty()) {
                    String written = option.originalStringValues().get(0);
                    // Of a duration the fault may show the value, PT10M, and of a file none. A command's own option may
                    // stand for something else than the setting whose flag it would be.
                    String value = option.userObject() == null ? "(=\\S*)?" : "=";
                    Matcher named = Pattern.compile(key.key() + "(=" + Pattern.quote(written) + "|" + value + "): ")
                            .matcher(fault);
                    if (named.lookingAt()) {
                        return flag + "=" + written + ": " + fault.substring(named.end());
                    }
                }
            }
        }
        return fault;
    }

    /**
     * Returns a setting's flag: its name without the part's. Where another setting of the command has that name, too, it is
     * the stages', and the other's flag has the part's name: {@code --classifier-threads}.
     */
    private static String flag(SettingKey key, List<SettingKey> all) {
        boolean shared = all.stream()
                .anyMatch(
                        other -> !other.key().equals(key.key()) && other.flag().equals(key.flag()));
        return shared && !key.key().startsWith("STAGE_")
                ? "--" + key.key().toLowerCase(Locale.ROOT).replace('_', '-')
                : key.flag();
    }

    private static List<SettingKey> keys(CommandSpec command) {
        Object user = command.userObject();
        ConfiguredBy configures = user == null ? null : user.getClass().getAnnotation(ConfiguredBy.class);
        if (configures == null) {
            return List.of();
        }
        List<SettingKey> all = Arrays.stream(configures.value())
                .flatMap(record -> SettingKey.of(record).stream())
                .toList();
        if (configures.only().length > 0) {
            return Arrays.stream(configures.only())
                    .map(name -> named(name, all))
                    .toList();
        }
        List<SettingKey> unused = Arrays.stream(configures.without())
                .map(name -> named(name, all))
                .toList();
        return all.stream()
                .filter(key -> configures.streams() || !key.setting().streams())
                .filter(key -> !unused.contains(key))
                .toList();
    }

    private static SettingKey named(String name, List<SettingKey> all) {
        return all.stream()
                .filter(key -> key.key().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + ": no such setting; expected one of "
                        + all.stream().map(SettingKey::key).collect(Collectors.joining(", "))));
    }

    private static void add(CommandSpec command, SettingKey key, String flag) {
        if (command.findOption(flag) != null) {
            return;
        }
        String fallback = key.setting().value().isEmpty()
                ? ""
                : " (default: " + key.setting().value() + ")";
        // A percent sign would be a format specifier, an at sign the beginning of markup.
        String text = (key.setting().doc() + fallback + " [" + key.key() + "]").replace("%", "%%");
        command.addOption(OptionSpec.builder(flag)
                .paramLabel("VALUE")
                .type(String.class)
                .description(text)
                .build());
    }
}
