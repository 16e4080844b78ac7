package io.moodstream.kit;

import java.nio.file.NoSuchFileException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SecurityDisabledException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.jspecify.annotations.Nullable;

/** Tells Kafka's faults apart: no answer, a right that is missing, a password or a certificate that is refused. */
public final class KafkaFaults {
    private static final String GRANT =
            "; `moodstream topics create --acls` grants each part what it needs, see docs/security.md";

    /** Where the properties of Kafka's clients come from. */
    private static final String SETTINGS = "KAFKA_ settings or the file of STAGE_KAFKA_FILE";

    private KafkaFaults() {}

    /**
     * Waits for Kafka's answer.
     *
     * @param within how long to wait
     * @throws KafkaUnreachableException if there is none
     * @throws RuntimeException Kafka's own one if it has answered with a fault
     */
    public static <T> T get(Future<T> answer, Duration within, String bootstrap) {
        try {
            return answer.get(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException fault
                    && !(fault instanceof org.apache.kafka.common.errors.TimeoutException)) {
                throw fault;
            }
            throw KafkaUnreachableException.at(bootstrap, e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw KafkaUnreachableException.at(bootstrap, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw KafkaUnreachableException.at(bootstrap, e);
        }
    }

    /**
     * Returns what a person has to do about a fault of Kafka that does not pass by itself: a right, a password, a
     * certificate or a setting; empty for all others.
     */
    public static Optional<String> sentence(Throwable fault) {
        for (Throwable at = fault; at != null; at = at.getCause()) {
            String sentence = sentenceOf(at);
            if (sentence != null) {
                return Optional.of(sentence);
            }
        }
        return Optional.empty();
    }

    private static @Nullable String sentenceOf(Throwable fault) {
        if (fault instanceof AuthorizationException refused) {
            return "Kafka does not allow this user " + action(refused) + GRANT;
        }
        if (fault instanceof SecurityDisabledException) {
            return "The brokers know no access rules; set authorizer.class.name in their configuration, see"
                    + " docs/security.md";
        }
        if (fault instanceof SaslAuthenticationException) {
            return "Kafka refuses the user's name or password (" + fault.getMessage()
                    + "); expected those of a user of the brokers in sasl.jaas.config, with its sasl.mechanism: "
                    + SETTINGS;
        }
        if (fault instanceof SslAuthenticationException) {
            return certificate(fault);
        }
        if (fault instanceof AuthenticationException) { // such as a mechanism that the brokers do not have
            return "Kafka refuses to let this user in (" + fault.getMessage()
                    + "); expected security.protocol and sasl.mechanism as the brokers have them: " + SETTINGS;
        }
        boolean notMade = String.valueOf(fault.getMessage()).matches("Failed to (construct|create new) .*");
        return fault instanceof ConfigException || (notMade && fault instanceof KafkaException)
                ? "A setting of Kafka's clients is wrong (" + SETTINGS + "): " + causes(fault)
                : null;
    }

    /** Returns whether no host of Kafka's address is known: its name is wrong, or this machine's DNS does not work now. */
    public static boolean isUnknownHost(Throwable fault) {
        return causes(fault).contains("No resolvable bootstrap urls");
    }

    /** Returns whether the brokers have a certificate that is not valid now: when they have renewed it, all is well. */
    static boolean isOutOfDate(Throwable fault) {
        Throwable root = root(fault);
        return root instanceof CertificateExpiredException || root instanceof CertificateNotYetValidException;
    }

    private static String action(AuthorizationException refused) {
        if (refused instanceof TopicAuthorizationException topics
                && !topics.unauthorizedTopics().isEmpty()) {
            return "what it has to do with the topic "
                    + String.join(
                            ", ", topics.unauthorizedTopics().stream().sorted().toList());
        }
        if (refused instanceof GroupAuthorizationException group && group.groupId() != null) {
            return "to use the consumer group " + group.groupId();
        }
        if (refused instanceof TransactionalIdAuthorizationException) {
            return "to use its transactional ids, which begin with the name of the stage";
        }
        if (refused instanceof ClusterAuthorizationException) { // also what a producer gets that may write no topic
            return "to write topics or to change the cluster";
        }
        return "what it has to do (" + refused.getMessage() + ")";
    }

    private static String certificate(Throwable fault) {
        Throwable root = root(fault);
        String message = String.valueOf(root.getMessage());
        if (root instanceof CertificateExpiredException) {
            return "The certificate of Kafka's brokers has expired (" + message
                    + "); expected one that is valid now: renew it on the brokers";
        }
        if (root instanceof CertificateNotYetValidException) {
            return "The certificate of Kafka's brokers is not valid yet (" + message
                    + "); expected one that is valid now: look at this machine's clock, or renew it on the brokers";
        }
        if (message.matches("Received fatal alert: \\w*certificate\\w*")) { // their log has the reason
            return "Kafka's brokers refuse the certificate of this program (" + message
                    + "); expected one in ssl.keystore.location that has not expired and is signed by somebody whom they"
                    + " trust: `openssl x509 -noout -dates` shows its times: "
                    + SETTINGS;
        }
        if (root instanceof CertPathBuilderException || message.contains("trust anchor")) {
            return "The certificate of Kafka's brokers is signed by nobody who is trusted here; expected the"
                    + " certificate of the authority that signed it in ssl.truststore.location: " + SETTINGS;
        }
        if (message.startsWith("No subject alternative") || message.startsWith("No name matching")) {
            return "The certificate of Kafka's brokers is for another host (" + message
                    + "); expected one for the name in STAGE_BOOTSTRAP";
        }
        return "Kafka and this program do not agree on TLS (" + message
                + "); expected certificates that both trust, in ssl.keystore.location and ssl.truststore.location: "
                + SETTINGS;
    }

    /** Returns what a fault and its causes say, each once, without Kafka's own frame. */
    static String causes(Throwable fault) {
        Set<String> messages = new LinkedHashSet<>();
        for (Throwable at = fault; at != null; at = at.getCause()) {
            String message = String.valueOf(at.getMessage()).replaceFirst("^([a-z]+\\.)+[A-Z]\\w+: ", "");
            if (message.matches(".*(in JAAS config|login module control flag).*")) {
                messages.add("sasl.jaas.config cannot be read"); // Kafka quotes what may be a part of the password
            } else if (at instanceof NoSuchFileException) {
                messages.add("there is no file " + message);
            } else if (!message.startsWith("Failed to construct") && !message.startsWith("Failed to create new")) {
                messages.add(message);
            }
        }
        return String.join(": ", List.copyOf(messages));
    }

    private static Throwable root(Throwable fault) {
        Throwable root = fault;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }
}
