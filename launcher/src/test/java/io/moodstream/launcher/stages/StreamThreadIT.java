package io.moodstream.launcher.stages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Counter;
import io.moodstream.broker.EmbeddedBroker;
import io.moodstream.broker.Ports;
import io.moodstream.classifier.ClassifierMain;
import io.moodstream.detector.DetectorMain;
import io.moodstream.kit.ClockWatch;
import io.moodstream.kit.KafkaDefaults;
import io.moodstream.kit.Lookahead;
import io.moodstream.kit.Lookahead.Started;
import io.moodstream.kit.RecordGuard;
import io.moodstream.kit.RunningStage;
import io.moodstream.kit.Settings;
import io.moodstream.kit.Stage;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.StageFailedException;
import io.moodstream.kit.StageMetrics;
import io.moodstream.kit.topics.TopicReader;
import io.moodstream.launcher.SampleFrames;
import io.moodstream.launcher.access.Part;
import io.moodstream.launcher.cli.StageRunner;
import io.moodstream.launcher.cli.StoppedException;
import io.moodstream.schemas.Counting;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.ImageEncoding;
import io.moodstream.schemas.Keys;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import io.moodstream.testing.Said;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Tests what a stage's single stream thread does: in what order it works, and what becomes of it when Kafka fails. */
class StreamThreadIT {

    /** Of the workers of the topic {@code meetings}. */
    private static final int THREADS = 4;

    private static final int EACH = 20;
    private static final int PHOTOS = 3;
    private static final int BACKLOG = EACH * Topics.FRAMES.partitions();
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    private static Path brokerFolder;

    private static int port;
    private static EmbeddedBroker broker;
    private static Settings settings;
    private static StageConfig stage;

    private final Map<String, Integer> results = new TreeMap<>();

    @BeforeAll
    static void start() {
        port = Ports.free();
        broker = EmbeddedBroker.start(brokerFolder, port);
        settings = new Settings(
                Map.of("STAGE_BOOTSTRAP", broker.bootstrap(), "STAGE_THREADS", "1", "CLASSIFIER_MODEL", "fast"));
        stage = settings.bind(StageConfig.class);
        StageRunner.createTopics(settings);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    /** ONNX Runtime crashes if Java ends while it loads a model. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aStageThatIsAskedToStopWhileItsModelLoadsStopsInOrder() {
        assertThatThrownBy(() -> StageRunner.untilStopped(settings, Part.CLASSIFIER, own -> {
                    terminateThisProcess();
                    return ClassifierMain.stage(own);
                }))
                .isInstanceOfSatisfying(
                        StoppedException.class,
                        stopped -> assertThat(stopped.exitCode()).isEqualTo(143));
    }

    private static void terminateThisProcess() {
        try {
            new ProcessBuilder("kill", Long.toString(ProcessHandle.current().pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * A record is as large as what is fetched at a time, so that none waits in the client when one is done. Where one
     * more is there, it could be the marker of a transaction.
     */
    @Test
    void aRecordIsNotCommittedAtOnceWhileMoreWaitInKafka() throws Exception {
        createTopic("large", 1);
        try (var producer = new KafkaProducer<>(
                KafkaDefaults.producer(stage, settings), new StringSerializer(), new ByteArraySerializer())) {
            for (int number = 0; number < 4; number++) {
                producer.send(new ProducerRecord<>("large", "key", new byte[300_000]))
                        .get();
            }
        }
        List<Boolean> atOnce = new CopyOnWriteArrayList<>();
        workAhead("large", 2, record -> record.length, size -> atOnce.add(size.finish()), () -> atOnce.size() == 4);

        assertThat(atOnce).containsExactly(false, false, true, true);
    }

    /** Reads a topic until it is done. */
    private static <R> void workAhead(
            String topic,
            int threads,
            Function<byte[], R> work,
            Consumer<Started<byte[], R>> processor,
            Callable<Boolean> done) {
        Properties properties = KafkaDefaults.streams(topic, stage, settings);
        StreamsBuilder builder = Stage.builder(properties);
        try (RecordGuard guard = RecordGuard.open(properties, stage.recordLimit());
                Lookahead<byte[], R> lookahead = new Lookahead<>(topic, threads, guard, work)) {
            builder.stream(
                            topic,
                            Consumed.with(Serdes.String(), lookahead.reading(new ByteArrayDeserializer()))
                                    .withName("read"))
                    .foreach((key, record) -> processor.accept(record), Named.as("take"));
            Stage reading = new Stage(topic, builder.build(properties), properties, StageMetrics.local(topic), () -> {})
                    .withClients(lookahead.clients());
            try (RunningStage running = RunningStage.start(reading)) {
                Awaitility.await().atMost(PATIENCE).until(done);

                assertThat(running.failure()).isEmpty();
            }
        }
    }

    /** Between two records of a partition comes one of each other partition that waits as well. */
    @Test
    void partitionsTakeTurnsHoweverMuchWaitsInEach() throws Exception {
        int partitions = 8;
        int each = 8;
        createTopic("turns", partitions);
        try (var producer = new KafkaProducer<>(
                KafkaDefaults.producer(stage, settings), new StringSerializer(), new ByteArraySerializer())) {
            for (int number = 0; number < partitions * each; number++) {
                byte partition = (byte) (number / each);
                producer.send(new ProducerRecord<>("turns", (int) partition, "key", new byte[] {partition}))
                        .get();
            }
        }
        List<Integer> worked = new CopyOnWriteArrayList<>();
        AtomicInteger taken = new AtomicInteger();
        workAhead(
                "turns",
                1,
                record -> slowly(worked, record[0]),
                record -> taken.addAndGet(record.result()),
                () -> taken.get() == partitions * each);

        for (int at = 0; at < worked.size(); at++) {
            int again = at + 1 + worked.subList(at + 1, worked.size()).indexOf(worked.get(at));
            if (again > at) {
                Set<Integer> waiting = new TreeSet<>(worked.subList(0, at));
                waiting.retainAll(worked.subList(again, worked.size()));
                waiting.remove(worked.get(at));
                assertThat(worked.subList(at, again))
                        .as("of %s, from %d", worked, at)
                        .containsAll(waiting);
            }
        }
    }

    private static int slowly(List<Integer> worked, int partition) {
        worked.add(partition);
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 1;
    }

    /** Each waits for three others, so a stage that works on fewer at a time would not end. */
    @Test
    void asManyRecordsOfOnePartitionAsThreadsAreWorkedOnAtATimeAndAnsweredInOrder() throws Exception {
        createTopic("meetings", 1);
        try (var producer = new KafkaProducer<>(
                KafkaDefaults.producer(stage, settings), new StringSerializer(), new ByteArraySerializer())) {
            for (byte number = 0; number < 2 * THREADS; number++) {
                producer.send(new ProducerRecord<>("meetings", "key", new byte[] {number}))
                        .get();
            }
        }
        CyclicBarrier others = new CyclicBarrier(THREADS);
        List<Byte> answered = new CopyOnWriteArrayList<>();
        workAhead(
                "meetings",
                THREADS,
                record -> meet(others, record[0]),
                record -> answered.add(record.result()),
                () -> answered.size() == 2 * THREADS);

        assertThat(answered).isSorted();
    }

    private static Byte meet(CyclicBarrier others, byte number) {
        try {
            others.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new AssertionError("record " + number + " is worked on with too few others", e);
        }
        return number;
    }

    private static void createTopic(String name, int partitions) throws Exception {
        try (Admin admin = Admin.create(KafkaDefaults.admin(stage, settings))) {
            admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1)))
                    .all()
                    .get();
        }
    }

    /** A broker that is killed in the middle of a transaction does this to a thread. */
    @Test
    void aThreadThatFailsByKafkaIsReplacedAndTheStageGoesOn() throws Exception {
        AtomicInteger failuresLeft = new AtomicInteger(2);
        CountDownLatch seen = new CountDownLatch(1);
        Properties properties = KafkaDefaults.streams("healing", stage, settings);
        StreamsBuilder builder = Stage.builder(properties);
        builder.stream(
                        Topics.FRAMES.name(),
                        Consumed.with(Topics.FRAMES.keys(), Topics.FRAMES.values())
                                .withName("read"))
                .process(
                        () -> new Processor<String, Frame, Void, Void>() {
                            @Override
                            public void init(ProcessorContext<Void, Void> context) {
                                if (failuresLeft.getAndDecrement() > 0) {
                                    throw new InvalidTxnStateException("Invalid transaction state");
                                }
                            }

                            @Override
                            public void process(Record<String, Frame> frame) {
                                seen.countDown();
                            }
                        },
                        Named.as("fail"));
        Stage failing =
                new Stage("healing", builder.build(properties), properties, StageMetrics.local("healing"), () -> {});
        try (var producer = producer()) {
            send(producer, Topics.FRAMES, 1, "healing", "cam", 0, new byte[] {1});
        }
        try (RunningStage healing = RunningStage.start(failing)) {
            assertThat(seen.await(1, TimeUnit.MINUTES)).isTrue();
            assertThat(healing.failure()).isEmpty();
            assertThat(failing.metrics()
                            .counter("threads.replaced", "stage", "healing")
                            .count())
                    .isEqualTo(2);
        }
        assertThat(members("healing"))
                .as("one that stops leaves its partitions to the others at once")
                .isZero();
    }

    @Test
    void aStageSaysThatKafkaDoesNotAnswerAndThatItAnswersAgain() throws Exception {
        try (Said said = Said.by(RunningStage.class);
                RunningStage running = RunningStage.start(idle("patient", settings))) {
            assertThat(running.awaitRunning(PATIENCE)).isTrue();

            broker.close();
            try {
                awaitSentence(said, "patient: Kafka has not answered for \\d+ s; .*");
            } finally {
                broker = EmbeddedBroker.start(brokerFolder, port); // for the other tests, too
            }
            awaitSentence(said, "patient: Kafka answers again, after \\d+ s");
            assertThat(running.failure()).isEmpty();
        }
    }

    private static void awaitSentence(Said said, String pattern) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> said.sentences().stream().anyMatch(sentence -> sentence.matches(pattern)));
    }

    /** A clock that is set back stops heartbeats and commits of Kafka's clients until it has caught up. */
    @Test
    void aClockThatIsSetBackGivesTheStageNewThreads() throws Exception {
        AtomicReference<Duration> setBackBy = new AtomicReference<>(Duration.ZERO);
        ClockWatch clock = new ClockWatch(() -> Instant.now().minus(setBackBy.get()), System::nanoTime);
        Stage stage = idle("backwards", settings.with(Map.of("STAGE_THREADS", "2")));
        Counter replaced = stage.metrics().counter("threads.replaced", "stage", "backwards");
        try (RunningStage running = RunningStage.start(stage, () -> {}, clock)) {
            Awaitility.await().atMost(PATIENCE).until(() -> members("backwards") == 2);

            setBackBy.set(Duration.ofHours(1));
            Awaitility.await().atMost(PATIENCE).until(() -> replaced.count() == 2);
            Awaitility.await().atMost(PATIENCE).until(() -> members("backwards") == 2);
            assertThat(running.failure()).isEmpty();
        }
    }

    @Test
    void aStageThatWasKilledBeginsWithoutItsCopyOfTheState(@TempDir Path folder) throws Exception {
        Path mark = folder.resolve("killed.in-order");
        Path left = Files.createDirectories(folder.resolve("killed/0_0")).resolve("store");
        Files.createFile(left);

        try (RunningStage running =
                RunningStage.start(idle("killed", settings.with("STAGE_STATE_DIR", folder.toString())))) {
            assertThat(running.awaitRunning(PATIENCE)).isTrue();
            assertThat(left).doesNotExist();
            assertThat(mark).doesNotExist();
        }
        assertThat(mark).as("it has ended in order").exists();
    }

    @Test
    void aShorterSessionThanBrokersAllowEndsTheStageWithASentence() {
        Settings tooShort =
                settings.with(Map.of("KAFKA_SESSION_TIMEOUT_MS", "500", "KAFKA_HEARTBEAT_INTERVAL_MS", "100"));
        try (RunningStage running = RunningStage.start(idle("hasty", tooShort))) {
            Awaitility.await().atMost(PATIENCE).until(() -> running.failure().isPresent());

            assertThat(new StageFailedException("hasty", running.failure().orElseThrow()))
                    .hasMessageStartingWith("hasty stopped: the brokers do not allow this STAGE_SESSION_TIMEOUT");
        }
    }

    @Test
    void ofTwoProcessesWithTheSameInstanceOneEndsAndTheOtherGoesOn() throws Exception {
        Settings named = settings.with(Map.of("STAGE_INSTANCE", "twin"));
        try (RunningStage one = RunningStage.start(idle("twins", named))) {
            Awaitility.await().atMost(PATIENCE).until(() -> members("twins") == 1);
            try (RunningStage other = RunningStage.start(idle("twins", named))) {
                Awaitility.await()
                        .atMost(PATIENCE)
                        .until(() ->
                                one.failure().isPresent() || other.failure().isPresent());

                assertThat(one.failure().isPresent())
                        .isNotEqualTo(other.failure().isPresent());
                assertThat(new StageFailedException(
                                "twins", one.failure().or(other::failure).orElseThrow()))
                        .hasMessageContaining("another process runs with the same STAGE_INSTANCE");
                assertThat(members("twins")).isEqualTo(1);
            }
        }
    }

    /** A stage that reads frames and does nothing with them. */
    private static Stage idle(String name, Settings settings) {
        Properties properties = KafkaDefaults.streams(name, settings.bind(StageConfig.class), settings);
        StreamsBuilder builder = Stage.builder(properties);
        builder.stream(
                        Topics.FRAMES.name(),
                        Consumed.with(Topics.FRAMES.keys(), Topics.FRAMES.values())
                                .withName("read"))
                .foreach((key, frame) -> {}, Named.as("nothing"));
        return new Stage(name, builder.build(properties), properties, StageMetrics.local(name), () -> {});
    }

    private static int members(String group) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(KafkaDefaults.admin(stage, settings))) {
            return admin.describeConsumerGroups(List.of(group)).all().get().values().stream()
                    .mapToInt(found -> found.members().size())
                    .sum();
        }
    }

    /** A class has a backlog in every partition. */
    @Test
    void aSinglePictureOvertakesTheBacklogOfAClass() throws Exception {
        byte[] picture = SampleFrames.eachSecond(0, 1).get(0);
        try (var producer = producer();
                TopicReader reader =
                        TopicReader.open(stage, settings, List.of(Topics.EMOTIONS, Topics.PHOTO_EMOTIONS), true)) {
            for (int number = 0; number < BACKLOG; number++) {
                int partition = number % Topics.FRAMES.partitions();
                send(producer, Topics.FRAMES, partition, "class", "cam-" + partition, number, picture);
            }
            try (RunningStage detector = RunningStage.start(DetectorMain.stage(settings));
                    RunningStage classifier = RunningStage.start(ClassifierMain.stage(settings))) {
                for (int photo = 1; photo <= PHOTOS; photo++) {
                    await(reader, Topics.EMOTIONS, photo * BACKLOG / (PHOTOS + 2));
                    int before = frames();
                    send(producer, Topics.PHOTOS, photo % 2, Keys.PHOTOS, "photo-" + photo, 0, picture);
                    await(reader, Topics.PHOTO_EMOTIONS, photo);

                    System.out.printf(
                            "a photo after %d of %d frames: %d frames in between%n",
                            before, BACKLOG, frames() - before);
                    assertThat(frames() - before).isLessThan(BACKLOG / 2);
                }
                assertThat(List.of(detector, classifier))
                        .allMatch(each -> each.failure().isEmpty());
            }
        }
    }

    private static KafkaProducer<String, Frame> producer() {
        return new KafkaProducer<>(
                KafkaDefaults.producer(stage, settings),
                new StringSerializer(),
                Topics.FRAMES.values().serializer());
    }

    private int frames() {
        return results.getOrDefault(Topics.EMOTIONS.name(), 0);
    }

    private void await(TopicReader reader, Topic<?, ?> topic, int count) {
        Awaitility.await().atMost(PATIENCE).until(() -> {
            reader.poll(Duration.ofMillis(20)).forEach(record -> results.merge(record.topic(), 1, Integer::sum));
            return results.getOrDefault(topic.name(), 0) >= count;
        });
    }

    private static void send(
            KafkaProducer<String, Frame> producer,
            Topic<String, Frame> topic,
            int partition,
            String lecture,
            String source,
            long sequence,
            byte[] image)
            throws Exception {
        Frame frame = new Frame(
                lecture,
                source,
                null,
                sequence,
                Instant.now(),
                ImageEncoding.JPEG,
                ByteBuffer.wrap(image),
                "",
                null,
                Counting.ALL);
        producer.send(new ProducerRecord<>(topic.name(), partition, Keys.source(lecture, source), frame))
                .get();
    }
}
