package io.moodstream.recommender;

import io.moodstream.kit.KafkaDefaults;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.StageMetrics;
import io.moodstream.recommender.clock.Probes;
import io.moodstream.schemas.Attention;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Keys;
import io.moodstream.schemas.LectureEvent;
import io.moodstream.schemas.LectureMood;
import io.moodstream.schemas.LectureReport;
import io.moodstream.schemas.Recommendation;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import io.moodstream.testing.Topologies;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/**
 * Runs the whole stage with a wall clock that tests set. Its probes come back at once, as if nothing was in the pipeline,
 * unless there is one.
 */
final class Bench implements AutoCloseable {
    final StageMetrics metrics = StageMetrics.local(RecommenderMain.NAME);
    final Topology topology;
    private final TopologyTestDriver driver;
    private final TestInputTopic<String, FaceEmotions> emotions;
    private final HeldProbes probes = new HeldProbes();

    Bench(Map<String, String> settings) {
        this(settings, null);
    }

    /**
     * @param pipeline sends the probes through a pipeline; if there is none, they come back at once
     */
    Bench(Map<String, String> settings, @Nullable Probes pipeline) {
        Settings all = new Settings(settings);
        RecommenderConfig config = all.bind(RecommenderConfig.class);
        Properties properties = KafkaDefaults.streams(RecommenderMain.NAME, all.bind(StageConfig.class), all);
        Recommender recommender = new Recommender(CatalogueReader.read(config.catalogue()), config.titles());
        topology = RecommenderTopology.build(
                config, recommender, pipeline == null ? probes : pipeline, metrics, properties, Topics.PARTITIONS);
        driver = Topologies.drive(topology, properties, Instant.ofEpochMilli(Sample.START + 3_600_000));
        emotions = driver.createInputTopic(
                Topics.EMOTIONS.name(),
                Topics.EMOTIONS.keys().serializer(),
                Topics.EMOTIONS.values().serializer());
    }

    void send(FaceEmotions... frames) {
        for (FaceEmotions frame : frames) {
            emotions.pipeInput(new TestRecord<>(
                    Keys.source(frame.getLectureId(), frame.getSourceId()),
                    frame,
                    new RecordHeaders(),
                    frame.getCapturedAt()));
            returnProbes();
        }
    }

    private void returnProbes() {
        while (!probes.held().isEmpty()) {
            FaceEmotions probe = probes.held().remove();
            emotions.pipeInput(Keys.source(probe.getLectureId(), probe.getSourceId()), probe);
        }
    }

    /** Sends the result of a single picture in its own topic. */
    void sendPhoto(FaceEmotions photo) {
        driver.createInputTopic(
                        Topics.PHOTO_EMOTIONS.name(),
                        Topics.PHOTO_EMOTIONS.keys().serializer(),
                        Topics.PHOTO_EMOTIONS.values().serializer())
                .pipeInput(Keys.source(photo.getLectureId(), photo.getSourceId()), photo);
    }

    /** Sends a lecture event under its lecture's key. */
    void note(LectureEvent event) {
        note(event.getLectureId(), event);
    }

    /** Sends a lecture event under any key. */
    void note(String key, LectureEvent event) {
        driver.createInputTopic(
                        Topics.LECTURE_EVENTS.name(),
                        Topics.LECTURE_EVENTS.keys().serializer(),
                        Topics.LECTURE_EVENTS.values().serializer())
                .pipeInput(key, event);
    }

    /** Sends a record with a header. */
    void send(FaceEmotions frame, String header, byte[] value) {
        var headers = new RecordHeaders();
        headers.add(header, value);
        emotions.pipeInput(new TestRecord<>("any", frame, headers, frame.getCapturedAt()));
        returnProbes();
    }

    /** Sends bytes that are not a record. */
    void send(byte[] bytes) {
        driver.createInputTopic(Topics.EMOTIONS.name(), new StringSerializer(), new ByteArraySerializer())
                .pipeInput("any", bytes);
    }

    /** Advances the wall clock second by second, so that scheduled work runs every second. */
    void pass(Duration time) {
        for (long second = 0; second < time.toSeconds(); second++) {
            driver.advanceWallClockTime(Duration.ofSeconds(1));
            returnProbes();
        }
    }

    List<LectureMood> moods() {
        return read(Topics.MOODS).stream().map(TestRecord::value).toList();
    }

    List<LectureMood> finals() {
        return moods().stream().filter(LectureMood::getIsFinal).toList();
    }

    /** Returns the valid final mood of each window, by its start: the one with the highest revision, without that. */
    Map<Instant, LectureMood> validFinals() {
        Map<Instant, LectureMood> valid = new TreeMap<>();
        finals().forEach(mood -> valid.merge(
                mood.getWindowStart(), mood, (known, next) -> next.getRevision() > known.getRevision() ? next : known));
        valid.replaceAll(
                (start, mood) -> LectureMood.newBuilder(mood).setRevision(0).build());
        return valid;
    }

    List<Recommendation> recommendations() {
        return read(Topics.RECOMMENDATIONS).stream().map(TestRecord::value).toList();
    }

    List<Attention> attention() {
        return read(Topics.ATTENTION).stream().map(TestRecord::value).toList();
    }

    List<LectureReport> reports() {
        return read(Topics.LECTURE_REPORTS).stream().map(TestRecord::value).toList();
    }

    <K, V> List<TestRecord<K, V>> read(Topic<K, V> topic) {
        var output = driver.createOutputTopic(
                topic.name(), topic.keys().deserializer(), topic.values().deserializer());
        return new ArrayList<>(output.readRecordsToList());
    }

    /** Returns the number of entries of a store. */
    int size(String store) {
        try (var all = driver.getKeyValueStore(store).all()) {
            int size = 0;
            for (; all.hasNext(); all.next()) {
                size++;
            }
            return size;
        }
    }

    /** Returns the names of the stores that hold an entry in whose key or value a text is. */
    Set<String> storesWith(String text) {
        Set<String> found = new TreeSet<>();
        driver.getAllStateStores().forEach((name, store) -> {
            try (var all = driver.getKeyValueStore(name).all()) {
                all.forEachRemaining(entry -> {
                    if ((entry.key + " " + entry.value).contains(text)) {
                        found.add(name);
                    }
                });
            }
        });
        return found;
    }

    double count(String name, String cause) {
        return metrics.counter(name, "cause", cause).count();
    }

    @Override
    public void close() {
        driver.close();
        metrics.close();
    }
}
