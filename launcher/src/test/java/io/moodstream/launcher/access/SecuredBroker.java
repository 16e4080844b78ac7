package io.moodstream.launcher.access;

import io.moodstream.broker.EmbeddedBroker;
import io.moodstream.broker.Ports;
import io.moodstream.kit.Settings;
import io.moodstream.launcher.CommandRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/**
 * A broker that its users reach with TLS and a password (SASL/SCRAM) only, and that allows what its access rules say.
 * Its keys and passwords are made for one test run.
 */
final class SecuredBroker implements AutoCloseable {
    /** The user who may do everything. */
    static final String ADMINISTRATOR = "administrator";

    /** A user without any right. */
    static final String STRANGER = "stranger";

    private final Path folder;
    private final Map<String, String> properties;
    private final Certificates certificates;
    private final Map<String, Integer> ports;
    private final Map<String, String> passwords = new HashMap<>();

    private EmbeddedBroker broker;

    private SecuredBroker(
            Path folder, Map<String, String> properties, Certificates certificates, Map<String, Integer> ports) {
        this.folder = folder;
        this.properties = properties;
        this.broker = EmbeddedBroker.start(folder.resolve("data"), "localhost", port(ports, "PLAIN"), properties);
        this.certificates = certificates;
        this.ports = ports;
    }

    /** Starts it, with the users of all parts, an administrator and a stranger. */
    static SecuredBroker start(Path folder) throws Exception {
        Certificates certificates = Certificates.make(folder.resolve("certificates"));
        int inside = Ports.free();
        int controller = Ports.free();
        Map<String, Integer> ports =
                Map.of("VALID", Ports.free(), "EXPIRED", Ports.free(), "ELSEWHERE", Ports.free(), "PLAIN", inside);
        Map<String, String> properties = new HashMap<>();
        properties.put("controller.quorum.voters", "1@localhost:" + controller);
        properties.put(
                "listeners",
                "PLAINTEXT://localhost:" + inside + ",CONTROLLER://localhost:" + controller + ",VALID://localhost:"
                        + ports.get("VALID") + ",EXPIRED://localhost:" + ports.get("EXPIRED")
                        + ",ELSEWHERE://localhost:"
                        + ports.get("ELSEWHERE"));
        properties.put(
                "advertised.listeners",
                "PLAINTEXT://localhost:" + inside + ",VALID://localhost:" + ports.get("VALID")
                        + ",EXPIRED://localhost:" + ports.get("EXPIRED") + ",ELSEWHERE://localhost:"
                        + ports.get("ELSEWHERE"));
        properties.put(
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,VALID:SASL_SSL,EXPIRED:SASL_SSL,ELSEWHERE:SASL_SSL");
        properties.put("sasl.enabled.mechanisms", "SCRAM-SHA-512");
        listener(properties, "valid", certificates.valid());
        listener(properties, "expired", certificates.expired());
        listener(properties, "elsewhere", certificates.elsewhere());
        properties.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        // The broker talks to itself on the inner listeners, where nobody has a name.
        properties.put("super.users", "User:ANONYMOUS;User:" + ADMINISTRATOR);
        SecuredBroker secured = new SecuredBroker(folder, properties, certificates, ports);
        List<String> users = new ArrayList<>(List.of(ADMINISTRATOR, STRANGER));
        List.of(Part.values()).forEach(part -> users.add(part.user()));
        secured.addUsers(users);
        return secured;
    }

    private static void listener(Map<String, String> properties, String name, Path keys) {
        String prefix = "listener.name." + name + ".";
        properties.put(prefix + "ssl.keystore.type", "PEM");
        properties.put(prefix + "ssl.keystore.location", keys.toString());
        properties.put(
                prefix + "scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
    }

    /** Starts it anew with a certificate on the listener VALID that has expired. */
    void expire() throws Exception {
        restart(certificates.expired());
    }

    /** Starts it anew with a certificate on the listener VALID that is valid now. */
    void renew() throws Exception {
        restart(certificates.valid());
    }

    private void restart(Path keys) {
        broker.close();
        listener(properties, "valid", keys);
        broker = EmbeddedBroker.start(folder.resolve("data"), "localhost", port(ports, "PLAIN"), properties);
    }

    private static int port(Map<String, Integer> ports, String listener) {
        return Objects.requireNonNull(ports.get(listener));
    }

    private void addUsers(List<String> users) throws Exception {
        List<UserScramCredentialAlteration> credentials = new ArrayList<>();
        for (String user : users) {
            String password = UUID.randomUUID().toString();
            passwords.put(user, password);
            credentials.add(new UserScramCredentialUpsertion(
                    user, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), password));
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            admin.alterUserScramCredentials(credentials).all().get();
        }
    }

    /** Returns the address of a listener: VALID, with a valid certificate; EXPIRED; ELSEWHERE, for another host; PLAIN. */
    String bootstrap(String listener) {
        return "localhost:" + port(ports, listener);
    }

    /** Returns all passwords. */
    List<String> passwords() {
        return List.copyOf(passwords.values());
    }

    /** Returns the file of the authority that signed the broker's certificates. */
    Path authority() {
        return certificates.authority();
    }

    /** Returns the file of a certificate that signed none of the broker's. */
    Path otherCertificate() {
        return certificates.other();
    }

    /** Returns the settings of a user. */
    Settings settings(String user) throws Exception {
        return new Settings(Map.of(
                "STAGE_BOOTSTRAP", bootstrap("VALID"),
                "STAGE_KAFKA_FILE", file(user).toString()));
    }

    /** Returns a runner whose commands are those of a user. */
    CommandRunner as(String user) throws Exception {
        return new CommandRunner(List.of(
                "--bootstrap", bootstrap("VALID"), "--kafka-file", file(user).toString()));
    }

    /** Returns a user's file of properties. */
    Path file(String user) throws Exception {
        return file(user, passwords.getOrDefault(user, ""), authority());
    }

    /** Returns a file of properties for Kafka's clients, as docs/security.md shows it. */
    Path file(String user, String password, Path truststore) throws Exception {
        Path file = Files.createTempFile(folder, user, ".properties");
        return Files.writeString(
                file,
                "security.protocol=SASL_SSL\n"
                        + "sasl.mechanism=SCRAM-SHA-512\n"
                        + "sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required"
                        + " username=\"" + user + "\" password=\"" + password + "\";\n"
                        + "ssl.truststore.type=PEM\n"
                        + "ssl.truststore.location=" + truststore + "\n");
    }

    @Override
    public void close() {
        broker.close();
    }
}
