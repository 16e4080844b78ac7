package io.moodstream.detector;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.detector.models.FaceDetector;
import io.moodstream.detector.models.FaceDetectors;
import io.moodstream.detector.state.SourceState;
import io.moodstream.kit.KafkaDefaults;
import io.moodstream.kit.Lookahead;
import io.moodstream.kit.RecordGuard;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.StageMetrics;
import io.moodstream.schemas.Counting;
import io.moodstream.schemas.FaceCrops;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.ImageEncoding;
import io.moodstream.schemas.Keys;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import io.moodstream.testing.Topologies;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests a stage that searches the whole frame in every fifth frame only. */
class SearchNearFacesTest {
    private static final Instant CAPTURED = Instant.parse("2026-03-02T09:00:00Z");
    private static final String KEY = "algebra/cam-1";
    private static final int MILLIS = 200;

    private static FaceDetector detector;
    private static DetectorConfig config;
    private static Properties properties;

    @BeforeAll
    static void open(@TempDir Path folder) {
        Settings settings =
                new Settings(Map.of("STAGE_STATE_DIR", folder.toString(), "DETECTOR_FULL_FRAME_EVERY", "5"));
        properties = KafkaDefaults.streams(DetectorMain.NAME, settings.bind(StageConfig.class), settings);
        config = settings.bind(DetectorConfig.class);
        detector = FaceDetectors.open(config.options());
    }

    @AfterAll
    static void close() {
        detector.close();
    }

    @Test
    void aFaceThatAppearsElsewhereIsFoundAtOnce() {
        try (Run run = new Run()) {
            run.pipe(frame(0, Drawings.face(120, 240)));
            run.pipe(frame(1, Drawings.face(121, 240)));
            run.pipe(frame(2, Drawings.faces(122, 240, 520, 240)));

            assertThat(run.results())
                    .extracting(result -> result.getFaces().size())
                    .containsExactly(1, 1, 2);
        }
    }

    @Test
    void aFaceThatIsLostIsSearchedEverywhereAtOnce() {
        try (Run run = new Run()) {
            run.pipe(frame(0, Drawings.face(120, 240)));
            run.pipe(frame(1, Drawings.face(520, 240)));
            run.pipe(frame(2, Drawings.wall(".jpg", 640, 480)));
            run.pipe(frame(3, Drawings.face(120, 240)));

            assertThat(run.results())
                    .extracting(result -> result.getFaces().size())
                    .containsExactly(1, 1, 0, 1);
        }
    }

    @Test
    void framesInOrderAreSearchedOnceEvenAfterAPictureThatCannotBeRead() {
        try (Run run = new Run()) {
            for (int number = 0; number < 8; number++) {
                run.pipe(frame(number, number == 3 ? new byte[] {1} : Drawings.face(200 + 5 * number, 240)));
            }

            assertThat(run.results()).hasSize(7);
            assertThat(run.searchedAgain()).isZero();
        }
    }

    @Test
    void theResultsAreThoseOfAStageThatStartsAnewBeforeEachFrame() {
        List<Frame> frames = new ArrayList<>();
        for (int number = 0; number < 8; number++) {
            frames.add(frame(number, Drawings.faces(200 + 7 * number, 240 - 2 * number, 520, 230)));
        }
        frames.add(4, frames.remove(2)); // late
        frames.add(4, frames.get(1)); // repeated
        List<FaceCrops> through;
        try (Run run = new Run()) {
            frames.forEach(run::pipe);
            through = run.results();
        }
        List<FaceCrops> restarted = new ArrayList<>();
        Run run = new Run();
        for (Frame frame : frames) {
            run = run.restarted();
            run.pipe(frame);
            restarted.addAll(run.results());
        }
        double again = run.searchedAgain();
        run.close();

        assertThat(through).hasSize(8);
        assertThat(restarted).isEqualTo(through);
        assertThat(again).as("the last stage did not know where the faces were").isOne();
    }

    @Test
    void aSinglePictureIsSearchedAsAWhole() {
        try (Run run = new Run()) {
            run.pipe(Topics.PHOTOS, photo(1, Drawings.face(120, 240)));
            run.pipe(Topics.PHOTOS, photo(2, Drawings.faces(120, 240, 520, 240)));

            assertThat(run.results(Topics.PHOTO_FACES))
                    .extracting(result -> result.getFaces().size())
                    .containsExactly(1, 2);
        }
    }

    private static Frame photo(long number, byte[] image) {
        return Frame.newBuilder(frame(number, image)).setLectureId(Keys.PHOTOS).build();
    }

    private static Frame frame(long number, byte[] image) {
        return new Frame(
                "algebra",
                "cam-1",
                null,
                number,
                CAPTURED.plusMillis(MILLIS * number),
                ImageEncoding.JPEG,
                ByteBuffer.wrap(image),
                "run",
                null,
                Counting.ALL);
    }

    /** A stage from a start to a stop. */
    private static final class Run implements AutoCloseable {
        private final StageMetrics metrics = StageMetrics.local(DetectorMain.NAME);
        private final RecordGuard guard = RecordGuard.open(properties, Duration.ofMinutes(2));
        private final Lookahead<PublishedFrame, FrameFaces> detection;
        private final TopologyTestDriver driver;

        Run() {
            FaceFinder finder = new FaceFinder(detector, config);
            detection = DetectorMain.detection(finder, config, 2, guard, metrics);
            driver = Topologies.drive(
                    DetectorTopology.build(detection, finder, config, metrics, properties), properties);
        }

        /** Stops it and returns one that has what it had stored. */
        Run restarted() {
            SourceState state = this.<SourceState>store(FaceProcessor.STORE).get(KEY);
            close();
            Run next = new Run();
            if (state != null) {
                next.store(FaceProcessor.STORE).put(KEY, state);
            }
            return next;
        }

        private <V> KeyValueStore<String, V> store(String name) {
            return driver.getKeyValueStore(name);
        }

        void pipe(Frame frame) {
            pipe(Topics.FRAMES, frame);
        }

        void pipe(Topic<String, Frame> topic, Frame frame) {
            driver.createInputTopic(
                            topic.name(),
                            Serdes.String().serializer(),
                            topic.values().serializer())
                    .pipeInput(Keys.source(frame.getLectureId(), frame.getSourceId()), frame, frame.getCapturedAt());
        }

        List<FaceCrops> results() {
            return results(Topics.FACES);
        }

        List<FaceCrops> results(Topic<String, FaceCrops> topic) {
            return driver.createOutputTopic(
                            topic.name(),
                            Serdes.String().deserializer(),
                            topic.values().deserializer())
                    .readValuesToList();
        }

        double searchedAgain() {
            return metrics.counter("frames.searched", "when", "again").count();
        }

        @Override
        public void close() {
            driver.close();
            detection.close();
            guard.close();
            metrics.close();
        }
    }
}
