package io.moodstream.recommender;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.kit.Settings;
import io.moodstream.kit.StageMetrics;
import io.moodstream.schemas.Emotion;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.LectureMood;
import java.io.File;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests a task that stops in the middle, is taken over, and continues from its stores alone. */
class RestartTest {
    private final RecommenderConfig config = new Settings(Map.of()).bind(RecommenderConfig.class);
    private final StageMetrics metrics = StageMetrics.local(RecommenderMain.NAME);
    private List<StateStore> stores = List.of();
    private MockProcessorContext<String, LectureMood> context = new MockProcessorContext<>();
    private FoldMoodsProcessor processor = new FoldMoodsProcessor(config, metrics);
    private long now = Sample.START + 3_600_000;

    @TempDir
    private File folder;

    @BeforeEach
    void open() {
        stores = FoldMoodsProcessor.stores().stream()
                .<StateStore>map(store ->
                        store.withLoggingDisabled().withCachingDisabled().build())
                .toList();
        start();
    }

    @AfterEach
    void close() {
        stores.forEach(StateStore::close);
        metrics.close();
    }

    @Test
    void theFinalIsThatOfATaskThatNeverStopped() {
        send(0, 5_000);
        restart();
        send(5_200, 9_800);
        assertThat(finals()).isEmpty();
        pass(15_000);

        assertThat(finals()).singleElement().satisfies(mood -> {
            assertThat(mood.getFrames()).isEqualTo(50);
            assertThat(mood.getReadableFaces()).isEqualTo(10);
            assertThat(mood.getParticipants()).isEqualTo(10);
        });
    }

    @Test
    void aTakeoverDoesNotCloseWindowsEarly() {
        send(0, 5_000);
        pass(14_000);
        restart();
        pass(14_000);
        assertThat(finals()).isEmpty();

        pass(1_000);

        assertThat(finals()).hasSize(1);
    }

    @Test
    void aWindowClosedBeforeIsNotClosedAgain() {
        send(0, 5_000);
        pass(15_000);
        assertThat(finals()).hasSize(1);
        restart();
        send(5_200, 9_800);
        pass(15_000);

        assertThat(finals()).isEmpty();
        assertThat(metrics.counter("frames.late", "cause", "window-closed").count())
                .isEqualTo(24);
    }

    private void send(long from, long until) {
        for (long at = from; at <= until; at += 200) {
            FaceEmotions frame = Sample.frame("front", at, Sample.faces(10, Emotion.happy));
            processor.process(new Record<>("maths", frame, frame.getCapturedAt().toEpochMilli(), new RecordHeaders()));
        }
    }

    private void pass(long millis) {
        for (long end = now + millis; now < end; ) {
            now += 1_000;
            context.setCurrentSystemTimeMs(now);
            context.scheduledPunctuators().get(0).getPunctuator().punctuate(now);
        }
    }

    private List<LectureMood> finals() {
        return context.forwarded().stream()
                .<LectureMood>map(forwarded -> forwarded.record().value())
                .filter(LectureMood::getIsFinal)
                .toList();
    }

    private void restart() {
        processor.close();
        processor = new FoldMoodsProcessor(config, metrics);
        start();
    }

    private void start() {
        context = new MockProcessorContext<>(new Properties(), new TaskId(1, 0), folder);
        context.setCurrentSystemTimeMs(now);
        for (StateStore store : stores) {
            context.addStateStore(store);
            if (!store.isOpen()) {
                store.init(context.getStateStoreContext(), store);
            }
        }
        processor.init(context);
    }
}
