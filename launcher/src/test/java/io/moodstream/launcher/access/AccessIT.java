package io.moodstream.launcher.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.classifier.ClassifierMain;
import io.moodstream.dashboard.Dashboard;
import io.moodstream.dashboard.DashboardMain;
import io.moodstream.detector.DetectorMain;
import io.moodstream.kit.KafkaDefaults;
import io.moodstream.kit.RunningStage;
import io.moodstream.kit.Settings;
import io.moodstream.kit.Stage;
import io.moodstream.kit.StageConfig;
import io.moodstream.launcher.CommandRunner;
import io.moodstream.launcher.CommandRunner.Outcome;
import io.moodstream.launcher.SampleFrames;
import io.moodstream.launcher.StartedStages;
import io.moodstream.launcher.cli.StageRunner;
import io.moodstream.recommender.RecommenderMain;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The parts on a broker with TLS, passwords and access rules: each may do what it has to, and nothing else. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class AccessIT {
    private static final int FRAMES = 6;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String IMPATIENT = "request.timeout.ms=1500\ndefault.api.timeout.ms=2000\n";

    @TempDir
    private static Path folder;

    private static SecuredBroker broker;
    private static String rules;

    @BeforeAll
    static void secure() throws Exception {
        broker = SecuredBroker.start(folder);
        StageRunner.createTopics( // with few partitions, for a quick start
                broker.settings(SecuredBroker.ADMINISTRATOR),
                Topics.OF_LECTURES.stream()
                        .<Topic<?, ?>>map(topic -> topic.inPartitions(2))
                        .toList());
        Outcome created = broker.as(SecuredBroker.ADMINISTRATOR).run("topics", "create", "--partitions", "2", "--acls");
        assertThat(created.err()).isEmpty();
        assertThat(created.code()).isZero();
        rules = created.out();
    }

    @AfterAll
    static void close() {
        broker.close();
    }

    @Test
    void thePipelineWorksWithTheRightsOfItsParts() throws Exception {
        assertThat(rules)
                .contains("frames           created")
                .contains("detector     User:moodstream-detector may read, describe configs: topic frames")
                .contains("detector     User:moodstream-detector may write: transactional id detector-stream-*");
        try (StartedStages stages = startedStages()) {
            publish("geometry");
            assertThat(done(Part.READER, "tail", "moods", "--from-beginning", "--lecture", "geometry", "--max", "1"))
                    .contains("\"lectureId\":\"geometry\"");
            assertThat(stages.stages()).allMatch(stage -> stage.failure().isEmpty());
        }
    }

    @Test
    @Tag("nightly")
    void reportsReplaysAndDeletionsWorkWithTheRightsOfTheirParts() throws Exception {
        try (StartedStages stages = startedStages()) {
            publish("algebra");
            Outcome end = as(Part.OPERATOR).run("lecture", "end", "algebra");
            assertThat(end.code()).as(end.err()).isZero();
            assertThat(done(
                            Part.READER,
                            "tail",
                            "lecture-reports",
                            "--from-beginning",
                            "--lecture",
                            "algebra",
                            "--max",
                            "1"))
                    .contains("\"lectureId\":\"algebra\"");
            assertThat(done(Part.READER, "ledger", "--check", "--lecture", "algebra"))
                    .containsPattern("hall +" + FRAMES + " +" + FRAMES);
            Path recording = folder.resolve("algebra.moodrec");
            done(Part.READER, "record", "--lecture", "algebra", "--out", recording);
            assertThat(done(Part.REPLAY, "replay", recording, "--as", "again", "--speed", "max"))
                    .contains(2 * FRAMES + " processed");
            deletedByDashboardAndOperator();
            assertThat(stages.stages()).allMatch(stage -> stage.failure().isEmpty());
        }
    }

    private static StartedStages startedStages() throws Exception {
        return new StartedStages(List.of(
                start(Part.DETECTOR, DetectorMain::stage),
                start(Part.CLASSIFIER, ClassifierMain::stage),
                start(Part.RECOMMENDER, RecommenderMain::stage)));
    }

    /** Publishes a lecture of a class and of a user's own camera. */
    private static void publish(String lecture) throws Exception {
        Path pictures = Files.createDirectory(folder.resolve(lecture));
        SampleFrames.write(pictures, FRAMES);
        List<String> sources = List.of("--source", "hall=" + pictures, "--source", "anna@u-1=" + pictures);
        done(
                Part.INGEST,
                Stream.concat(Stream.of("ingest", "--lecture", lecture, "--fps", "max"), sources.stream())
                        .toArray());
    }

    private static void deletedByDashboardAndOperator() throws Exception {
        StageRunner.prepareTopics(settings(Part.DASHBOARD), Part.DASHBOARD);
        try (Dashboard dashboard = DashboardMain.start(settings(Part.DASHBOARD).with("DASHBOARD_PORT", "0"))) {
            assertThat(http(dashboard, "GET", "/api/lectures/algebra")).contains("algebra");
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(http(dashboard, "GET", "/health")).contains("\"status\":\"ok\"", "detector"));
            http(dashboard, "DELETE", "/api/lectures/algebra");
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(http(dashboard, "GET", "/api/lectures/algebra/deletion"))
                            .contains("\"left\":0", "\"failed\":false"));
        }
        assertThat(done(Part.OPERATOR, "erase", "--user", "u-1", "--yes", "--force"))
                .contains("Erased the user u-1");
    }

    /** Returns the output of a command that succeeds as the user of a part. */
    private static String done(Part part, Object... args) throws Exception {
        Outcome outcome = as(part).run(args);
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.code()).isZero();
        return outcome.out();
    }

    @Test
    void whatAPartDoesNotNeedIsRefused() throws Exception {
        for (Part part : Part.values()) {
            Settings settings = settings(part);
            StageConfig stage = settings.bind(StageConfig.class);
            ByteArrayDeserializer bytes = new ByteArrayDeserializer();
            ByteArraySerializer serializer = new ByteArraySerializer();
            Properties writing = KafkaDefaults.producer(stage, settings);
            // An idempotent producer that was refused once would try nothing more.
            writing.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false);
            try (var consumer = new KafkaConsumer<>(KafkaDefaults.consumer(stage, settings), bytes, bytes);
                    var producer = new KafkaProducer<>(writing, serializer, serializer);
                    Admin admin = Admin.create(KafkaDefaults.admin(stage, settings))) {
                for (Topic<?, ?> topic : Topics.ALL) {
                    TopicPartition partition = new TopicPartition(topic.name(), 0);
                    Map<AclOperation, Attempt> attempts = Map.of(
                            AclOperation.READ, () -> read(consumer, partition),
                            AclOperation.WRITE,
                                    () -> get(producer.send(new ProducerRecord<>(topic.name(), new byte[] {1}))),
                            AclOperation.DELETE,
                                    () -> get(admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(0)))
                                            .all()));
                    attempts.forEach((operation, attempt) -> {
                        if (!part.operations(topic).contains(operation)) {
                            assertRefused(part + " " + operation + " " + topic.name(), attempt);
                        }
                    });
                }
                assertRefused(
                        part + " creates a topic",
                        () -> get(admin.createTopics(List.of(new NewTopic("others", 1, (short) 1)))
                                .all()));
                assertRefused(
                        part + " reads the access rules",
                        () -> get(admin.describeAcls(org.apache.kafka.common.acl.AclBindingFilter.ANY)
                                .values()));
            }
        }
    }

    @Test
    void noStageTakesThePlaceOfAnother() throws Exception {
        Settings settings = settings(Part.CLASSIFIER);
        StageConfig stage = settings.bind(StageConfig.class);
        Properties member = KafkaDefaults.consumer(stage, settings);
        member.put("group.id", "detector-stream");
        try (var consumer = new KafkaConsumer<>(member, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(Topics.FACES.name()));
            assertRefused("the group of the detector", () -> consumer.poll(Duration.ofSeconds(10)));
        }
        Properties writer = KafkaDefaults.producer(stage, settings);
        writer.put("transactional.id", "detector-stream-1");
        try (var producer = new KafkaProducer<>(writer, new ByteArraySerializer(), new ByteArraySerializer())) {
            assertRefused("the transactions of the detector", producer::initTransactions);
        }
    }

    @Test
    void aPartThatLacksARightSaysWhichAndWhoGrantsIt() throws Exception {
        Outcome stranger = broker.as(SecuredBroker.STRANGER).run("detect");
        assertThat(stranger.code()).isEqualTo(2);
        assertThat(stranger.err().lines())
                .singleElement()
                .asString()
                .contains("The topic frames does not exist", "DESCRIBE", "topics create --acls");

        Outcome reader = as(Part.READER).run("classify", "--model", "fast");
        assertThat(reader.code()).isEqualTo(2);
        assertThat(reader.err())
                .contains("Topic emotions: Kafka does not allow this user to WRITE it")
                .contains("Topic audit: Kafka does not allow this user to WRITE it")
                .contains("topics create --acls")
                .doesNotContain("Topic faces");

        Outcome ending = as(Part.READER).run("lecture", "end", "algebra");
        assertThat(ending.code()).isEqualTo(2);
        assertThat(ending.err())
                .contains("Topic lecture-events: Kafka does not allow this user to WRITE it", "topics create --acls");
        Outcome erasing = as(Part.READER).run("erase", "--user", "u-1", "--yes", "--force");
        assertThat(erasing.code()).isEqualTo(2);
        assertThat(erasing.err())
                .contains("Topic erasures: Kafka does not allow this user to WRITE it")
                .contains("Topic frames: Kafka does not allow this user to DELETE it");
        Outcome granting = as(Part.OPERATOR).run("topics", "create", "--acls");
        assertThat(granting.code()).isEqualTo(2);
        assertThat(granting.err()).contains("topics create --acls");
    }

    @Test
    void whatIsWrongWithPasswordsAndCertificatesIsSaidInOneSentence() throws Exception {
        String user = Part.READER.user();
        Path wrongPassword = broker.file(user, "not the password", broker.authority());
        Path nobodysTrust = broker.file(user, "any", broker.otherCertificate());
        Path noFile = broker.file(user, "any", folder.resolve("missing.pem"));
        Path good = broker.file(user);
        Path noPassword = Files.writeString(folder.resolve("no.properties"), "security.protocol=SASL_SSL\n");

        assertSentence("VALID", wrongPassword, "Kafka refuses the user's name or password", "sasl.jaas.config");
        assertSentence("VALID", nobodysTrust, "is signed by nobody who is trusted here", "ssl.truststore.location");
        assertSentence("EXPIRED", good, "The certificate of Kafka's brokers has expired", "renew it");
        assertSentence("ELSEWHERE", good, "is for another host", "STAGE_BOOTSTRAP");
        assertUnreachable("PLAIN", good);
        assertUnreachable("VALID", Files.writeString(folder.resolve("plain.properties"), IMPATIENT));
        assertSentence("VALID", noFile, "missing.pem", "STAGE_KAFKA_FILE");
        assertSentence("VALID", noPassword, "KafkaClient", "STAGE_KAFKA_FILE");
        assertSentence("VALID", folder.resolve("none"), "--kafka-file=" + folder.resolve("none"), "expected");
        Outcome onTheLine = CommandRunner.plain()
                .run("tail", "moods", "--set", "KAFKA_SASL_JAAS_CONFIG=x.Module required password=\"secret\";");
        assertThat(onTheLine.code()).isEqualTo(2);
        assertThat(onTheLine.err())
                .contains("--set KAFKA_SASL_JAAS_CONFIG: others on this machine can read a command line")
                .doesNotContain("secret");
        assertThat(CommandRunner.plain()
                        .run("tail", "moods", "--set", "KAFKA_CONSUMER_SSL_KEY_PASSWORD=x")
                        .err())
                .contains("--set KAFKA_CONSUMER_SSL_KEY_PASSWORD: others on this machine can read a command line");
    }

    /** The log of everything, Kafka's own debug messages too, while a stage starts and while it is refused. */
    @Test
    void noPasswordIsInAnyOutput() throws Exception {
        Path logback = Files.writeString(
                folder.resolve("logback.xml"),
                "<configuration><appender name='err' class='ch.qos.logback.core.ConsoleAppender'>"
                        + "<target>System.err</target><encoder><pattern>%logger: %msg%n%ex</pattern></encoder>"
                        + "</appender><root level='DEBUG'><appender-ref ref='err'/></root></configuration>");
        Path wrong = broker.file(Part.READER.user(), "not the password", broker.authority());
        List<ProcessBuilder> commands = List.of(
                as(Part.READER).process("topics", "list"),
                new CommandRunner(List.of("--bootstrap", broker.bootstrap("VALID"), "--kafka-file", wrong.toString()))
                        .process("tail", "moods"));
        for (ProcessBuilder command : commands) {
            command.environment().put("JDK_JAVA_OPTIONS", "-Dlogback.configurationFile=" + logback);
            Process process = command.redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(output).contains("AdminClientConfig").doesNotContain("not the password");
            assertThat(broker.passwords()).noneMatch(output::contains);
        }
    }

    @Test
    void nothingButTheSentenceIsOnTheConsole() throws Exception {
        Path wrong = broker.file(Part.READER.user(), "not the password", broker.authority());
        Outcome outcome = new CommandRunner(
                        List.of("--bootstrap", broker.bootstrap("VALID"), "--kafka-file", wrong.toString()))
                .runAsProduct("topics", "list");
        assertThat(outcome.err().lines())
                .filteredOn(line -> !line.startsWith("NOTE: Picked up JDK_JAVA_OPTIONS"))
                .singleElement()
                .asString()
                .startsWith("moodstream: Kafka refuses the user's name or password");
        assertThat(outcome.code()).isEqualTo(2);
    }

    private static void assertSentence(String listener, Path file, String... parts) throws Exception {
        Outcome outcome = new CommandRunner(
                        List.of("--bootstrap", broker.bootstrap(listener), "--kafka-file", file.toString()))
                .run("topics", "list");
        assertThat(outcome.err().lines()).singleElement().asString().contains(parts);
        assertThat(outcome.err()).doesNotContain("Exception").doesNotContain("org.apache");
        assertThat(outcome.code()).isEqualTo(2);
    }

    /** A client that speaks another protocol than the broker gets no answer at all. */
    private static void assertUnreachable(String listener, Path file) throws Exception {
        Files.writeString(file, IMPATIENT, StandardOpenOption.APPEND);
        Outcome outcome = new CommandRunner(
                        List.of("--bootstrap", broker.bootstrap(listener), "--kafka-file", file.toString()))
                .run("topics", "list");
        assertThat(outcome.err().lines())
                .singleElement()
                .asString()
                .contains("No Kafka broker answers", "where something listens", "security.protocol");
        assertThat(outcome.code()).isEqualTo(1);
    }

    private static RunningStage start(Part part, Function<Settings, Stage> make) throws Exception {
        Settings settings = settings(part)
                .with(Map.of(
                        "CLASSIFIER_MODEL", "fast",
                        "RECOMMENDER_SILENCE", "5s",
                        "RECOMMENDER_LECTURE_END", "7s",
                        "STAGE_STATE_DIR", folder.resolve(part.user()).toString()));
        StageRunner.prepareTopics(settings, part);
        return RunningStage.start(make.apply(settings));
    }

    private static Settings settings(Part part) throws Exception {
        return broker.settings(part.user());
    }

    private static CommandRunner as(Part part) throws Exception {
        return broker.as(part.user());
    }

    private static String http(Dashboard dashboard, String method, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(dashboard.url() + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    /** Something that a part may not do. */
    private interface Attempt {
        void make() throws Exception;
    }

    private static void assertRefused(String what, Attempt attempt) {
        try {
            attempt.make();
        } catch (AuthorizationException e) {
            return;
        } catch (Exception e) {
            throw new AssertionError(what + ": expected a refusal", e);
        }
        throw new AssertionError(what + ": nothing refused it");
    }

    private static void read(KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition) {
        try {
            consumer.assign(List.of(partition));
            consumer.seek(partition, 0);
            consumer.poll(Duration.ofSeconds(10));
        } finally {
            consumer.unsubscribe();
        }
    }

    private static void get(Future<?> answer) throws Exception {
        try {
            answer.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
