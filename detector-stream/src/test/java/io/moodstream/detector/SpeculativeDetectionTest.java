package io.moodstream.detector;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.moodstream.detector.models.FaceDetector;
import io.moodstream.detector.models.FaceDetectors;
import io.moodstream.kit.Settings;
import io.moodstream.schemas.Counting;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.ImageEncoding;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Tests a search ahead on one thread, which is the test's own: it takes the work when the test says so. */
class SpeculativeDetectionTest {
    private static final Instant CAPTURED = Instant.parse("2026-03-02T09:00:00Z");
    private static final byte[] LEFT = Drawings.face(120, 240);
    private static final byte[] BROKEN = {1};

    private static final DetectorConfig CONFIG =
            new Settings(Map.of("DETECTOR_FULL_FRAME_EVERY", "5")).bind(DetectorConfig.class);
    private static final FaceDetector DETECTOR = FaceDetectors.open(CONFIG.options());

    private final Queue<Runnable> ready = new ArrayDeque<>();
    private final Timer timer = new SimpleMeterRegistry().timer("detect");
    private final SpeculativeDetection detection =
            new SpeculativeDetection(new FaceFinder(DETECTOR, CONFIG), CONFIG, timer);

    @AfterAll
    static void close() {
        DETECTOR.close();
    }

    private CompletableFuture<FrameFaces> start(String source, long number, byte[] image) {
        Frame frame = new Frame(
                "algebra",
                source,
                null,
                number,
                CAPTURED.plusMillis(200 * number),
                ImageEncoding.JPEG,
                ByteBuffer.wrap(image),
                "run",
                null,
                Counting.ALL);
        return detection.start(new PublishedFrame(frame, false), ready::add);
    }

    private void work() {
        while (!ready.isEmpty()) {
            ready.remove().run();
        }
    }

    @Test
    void aFrameWaitsForTheOneBeforeWithoutHoldingAThread() {
        CompletableFuture<FrameFaces> first = start("cam-1", 0, LEFT);
        CompletableFuture<FrameFaces> second = start("cam-1", 1, LEFT);

        assertThat(ready).as("work for a thread").hasSize(1);
        ready.remove().run();
        assertThat(first).isCompleted();
        assertThat(second).isNotDone();
        work();
        assertThat(first.join().expected().faces()).isEmpty();
        assertThat(second.join().expected().faces())
                .isEqualTo(first.join().relativeBoxes())
                .hasSize(1);
    }

    @Test
    void aFrameThatIsSearchedEverywhereBecauseOfItsNumberWaitsForNothing() {
        CompletableFuture<FrameFaces> first = start("cam-1", 4, LEFT);
        CompletableFuture<FrameFaces> whole = start("cam-1", 5, LEFT);
        CompletableFuture<FrameFaces> next = start("cam-1", 6, LEFT);

        assertThat(ready).hasSize(2);
        work();
        assertThat(first).isCompleted();
        assertThat(whole.join().expected().faces()).isEmpty();
        assertThat(next.join().expected().faces()).isEqualTo(whole.join().relativeBoxes());
    }

    @Test
    void afterAPictureThatCannotBeReadTheFacesBeforeItAreKnown() {
        CompletableFuture<FrameFaces> first = start("cam-1", 0, LEFT);
        CompletableFuture<FrameFaces> broken = start("cam-1", 1, BROKEN);
        CompletableFuture<FrameFaces> third = start("cam-1", 2, LEFT);
        work();

        assertThat(broken).isCompletedExceptionally();
        assertThat(third.join().expected().faces())
                .isEqualTo(first.join().relativeBoxes())
                .hasSize(1);
    }

    @Test
    void sourcesKnowAndWaitForTheirOwnFacesOnly() {
        byte[] right = Drawings.face(520, 240);
        List<CompletableFuture<FrameFaces>> first = List.of(start("cam-1", 0, LEFT), start("cam-2", 0, right));
        CompletableFuture<FrameFaces> one = start("cam-1", 1, LEFT);
        CompletableFuture<FrameFaces> two = start("cam-2", 1, right);

        assertThat(ready).hasSize(2);
        work();
        assertThat(first).allMatch(CompletableFuture::isDone);
        assertThat(one.join().expected().faces())
                .singleElement()
                .satisfies(box -> assertThat(box.centreX()).isLessThan(0.5f));
        assertThat(two.join().expected().faces())
                .singleElement()
                .satisfies(box -> assertThat(box.centreX()).isGreaterThan(0.5f));
    }
}
