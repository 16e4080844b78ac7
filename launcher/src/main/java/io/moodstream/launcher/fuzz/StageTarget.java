package io.moodstream.launcher.fuzz;

import io.moodstream.kit.Settings;
import io.moodstream.kit.Stage;
import io.moodstream.kit.StageFailedException;
import io.moodstream.kit.topics.DeadLetter;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.BuiltInDslStoreSuppliers;
import org.apache.kafka.streams.test.TestRecord;

/**
 * A stage with its own topology and properties, without a broker: a record may become a result or a dead letter with a
 * reason, and nothing else.
 */
class StageTarget implements FuzzTarget {
    /** What a stage throws on purpose, by the names in a dead letter's headers. */
    private static final Set<String> ON_PURPOSE = Set.of(
            "org.apache.kafka.common.errors.SerializationException",
            "io.moodstream.detector.RejectedFrameException",
            IllegalArgumentException.class.getName());

    /** Comes before each line of a stack. */
    private static final String AT = "\n\tat ";

    /** Topics of which each record has a result of its own. */
    private static final Set<String> ANSWERED =
            Set.of(Topics.FRAMES.name(), Topics.PHOTOS.name(), Topics.FACES.name(), Topics.PHOTO_FACES.name());

    /** A topic of which each good record has a result: a broken one may be nobody's. */
    private static final Set<String> GOOD_ANSWERED = Set.of(Topics.PHOTO_EMOTIONS.name());

    /** After so many records a minute passes, so that everything is done that is done now and then. */
    private static final int MINUTE_EVERY = 100;

    /** An address at which there is no Kafka. */
    static final String NOBODY = "localhost:1";

    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    private static final int LONGEST_HEADER = 1_000;

    private final Stage stage;
    private final TopologyTestDriver driver;
    private final List<byte[]> good;
    private final Function<Random, Optional<HostileRecord>> special;
    private final Map<String, TestInputTopic<byte[], byte[]>> inputs = new HashMap<>();
    private final TestOutputTopic<byte[], byte[]> deadLetters;
    private int records;

    /**
     * Opens a stage.
     *
     * @param bootstrap where its probes go
     * @param folder for its state
     * @param special draws a record in the stage's own way, now and then
     */
    StageTarget(
            Function<Settings, Stage> maker,
            String bootstrap,
            Path folder,
            List<HostileRecord> records,
            Function<Random, Optional<HostileRecord>> special) {
        this.stage = maker.apply(new Settings(Map.of(
                "STAGE_BOOTSTRAP",
                bootstrap,
                "STAGE_STATE_DIR",
                folder.toString(),
                "STAGE_WORKERS",
                "1",
                "CLASSIFIER_MODEL",
                "fast")));
        // The driver commits after each record, and would wait for the disk each time.
        stage.properties()
                .put(
                        StreamsConfig.DSL_STORE_SUPPLIERS_CLASS_CONFIG,
                        BuiltInDslStoreSuppliers.InMemoryDslStoreSuppliers.class);
        this.driver = new TopologyTestDriver(stage.topology(), stage.properties(), NOW);
        this.good = records.stream().map(HostileRecord::toBytes).toList();
        this.special = special;
        this.deadLetters = driver.createOutputTopic(
                Topics.DEAD_LETTERS.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public List<byte[]> good() {
        return good;
    }

    /** Breaks the value, the key or the header of a record, or what the stage itself breaks in it. */
    @Override
    public byte[] draw(Random random) {
        HostileRecord record =
                special.apply(random).orElseGet(() -> HostileRecord.of(good.get(random.nextInt(good.size()))));
        byte[] key = Objects.requireNonNull(record.key());
        byte[] value = Objects.requireNonNull(record.value());
        HostileRecord broken = switch (random.nextInt(8)) {
            case 0 -> record.withKey(random.nextInt(4) == 0 ? null : Mutator.breakIt(key, key, random));
            case 1 ->
                record.withHeader(record.header(), random.nextInt(4) == 0 ? null : Mutator.breakIt(key, value, random));
            case 2 -> record.withHeader(broken(record.header(), random), key);
            case 3 -> record; // as the stage's own way has broken it
            default -> record.withValue(random.nextInt(50) == 0 ? null : body(value, random));
        };
        return broken.toBytes();
    }

    private static String broken(String header, Random random) {
        byte[] bytes = header.getBytes(StandardCharsets.UTF_8);
        String broken = new String(Mutator.breakIt(bytes, bytes, random), StandardCharsets.UTF_8);
        return broken.substring(0, Math.min(broken.length(), LONGEST_HEADER));
    }

    /** Mostly leaves the ten bytes that say which schema it is, so that the rest is read. */
    private byte[] body(byte[] value, Random random) {
        byte[] other = good.get(random.nextInt(good.size()));
        int kept = random.nextInt(8) == 0 || value.length < 10 ? 0 : 10;
        byte[] rest = Arrays.copyOfRange(value, kept, value.length);
        byte[] broken = Mutator.breakIt(rest, other, random);
        byte[] body = Arrays.copyOf(value, kept + broken.length);
        System.arraycopy(broken, 0, body, kept, broken.length);
        return body;
    }

    @Override
    public Optional<String> read(byte[] input) {
        HostileRecord record = HostileRecord.of(input);
        pipe(record);
        if (++records % MINUTE_EVERY == 0) {
            driver.advanceWallClockTime(Duration.ofMinutes(1));
        }
        int results = results();
        Optional<String> refusal = unreadable(record);
        while (!deadLetters.isEmpty()) {
            refusal = Optional.of(sentence(deadLetters.readRecord()));
        }
        boolean answered =
                ANSWERED.contains(record.topic()) || (GOOD_ANSWERED.contains(record.topic()) && good.contains(input));
        if (refusal.isEmpty() && results == 0 && answered) {
            throw new IllegalStateException("neither a result nor a dead letter");
        }
        return refusal;
    }

    /** What cannot be deserialized becomes a dead letter, too, but the driver does not show it. */
    private static Optional<String> unreadable(HostileRecord record) {
        try {
            Topic<?, ?> topic = Topics.named(record.topic()).orElseThrow();
            topic.values().deserializer().deserialize(record.topic(), record.value());
            return Optional.empty();
        } catch (SerializationException e) {
            return Optional.of("serialization: " + e.getMessage());
        }
    }

    private void pipe(HostileRecord record) {
        TestInputTopic<byte[], byte[]> topic = inputs.computeIfAbsent(
                record.topic(),
                name -> driver.createInputTopic(name, new ByteArraySerializer(), new ByteArraySerializer()));
        topic.pipeInput(new TestRecord<>(record.key(), record.value(), record.headers(), NOW));
    }

    /** Reads what the stage has written, each of which must be readable, and counts it. */
    private int results() {
        int results = 0;
        for (Topic<?, ?> topic : Topics.ALL) {
            if (topic != Topics.DEAD_LETTERS && driver.producedTopicNames().contains(topic.name())) {
                results += driver.createOutputTopic(
                                topic.name(),
                                new ByteArrayDeserializer(),
                                topic.values().deserializer())
                        .readRecordsToList()
                        .size();
            }
        }
        return results;
    }

    private static String sentence(TestRecord<byte[], byte[]> record) {
        String name = header(record, "exception");
        DeadLetter letter = DeadLetter.of(new ConsumerRecord<>(
                Topics.DEAD_LETTERS.name(),
                0,
                0,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                record.key(),
                record.value(),
                record.headers(),
                Optional.empty()));
        String stack = header(record, "stacktrace");
        String thrower = stack.substring(stack.indexOf(AT) + AT.length());
        boolean own = !name.equals(IllegalArgumentException.class.getName()) || thrower.startsWith("io.moodstream.");
        if (!ON_PURPOSE.contains(name) || !own) {
            throw new IllegalStateException("a dead letter because of " + name + ": " + letter.message());
        }
        return letter.message().contains(": ") ? letter.message() : letter.reason() + ": " + letter.message();
    }

    private static String header(TestRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader("__streams.errors." + name);
        return header == null ? "none" : new String(header.value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        driver.close();
        stage.metrics().close();
        try {
            stage.resources().close();
        } catch (Exception e) {
            throw new StageFailedException(stage.name(), e);
        }
    }
}
