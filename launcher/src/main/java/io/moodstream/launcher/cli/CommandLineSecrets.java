package io.moodstream.launcher.cli;

import io.moodstream.kit.ConfigurationException;
import io.moodstream.kit.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.ConfigDef;

/** Keeps secrets off command lines, which everybody on a machine can read. No message quotes one. */
public final class CommandLineSecrets {
    private static final Pattern SECRET = Pattern.compile(".*_(TOKEN|PASSWORD|SECRET)");

    /** An address with a user and a password, such as that of a camera. */
    private static final Pattern PASSWORD = Pattern.compile("://[^\\s:/]*:[^\\s]*@");

    private CommandLineSecrets() {}

    /**
     * Returns a sentence if an option gives a secret.
     *
     * @param option as it is written, such as {@code --set DASHBOARD_TEACHER_TOKEN}
     * @param key the setting that it sets
     */
    public static Optional<String> fault(String option, String key, String value) {
        if (SECRET.matcher(key).matches()) {
            return Optional.of(sentence(
                    option, "put it into the environment (" + key + "), or into a file that " + key + "_FILE names"));
        }
        if (isPasswordOfKafka(key)) {
            return Optional.of(
                    sentence(option, "put it into the environment, or for Kafka into the file of STAGE_KAFKA_FILE"));
        }
        return PASSWORD.matcher(value).find()
                ? Optional.of(sentence(option, "put an address with a password into the environment (INGEST_SOURCES)"))
                : Optional.empty();
    }

    /**
     * Checks sources that were given with --source.
     *
     * @throws ConfigurationException if the address of one holds a password
     */
    public static void requireNone(List<String> sources) {
        for (String source : sources) {
            fault("--source", "INGEST_SOURCES", source).ifPresent(fault -> {
                throw new ConfigurationException(fault);
            });
        }
    }

    private static String sentence(String option, String instead) {
        return option + ": others on this machine can read a command line; " + instead;
    }

    /** Kafka says itself which are passwords, also behind a kind of client, as in KAFKA_CONSUMER_SASL_JAAS_CONFIG. */
    private static boolean isPasswordOfKafka(String key) {
        return new Settings(Map.of(key, ""))
                .kafka().keySet().stream()
                        .anyMatch(name -> AdminClientConfig.configDef().configKeys().values().stream()
                                .filter(kafka -> kafka.type() == ConfigDef.Type.PASSWORD)
                                .anyMatch(kafka -> name.equals(kafka.name) || name.endsWith("." + kafka.name)));
    }
}
