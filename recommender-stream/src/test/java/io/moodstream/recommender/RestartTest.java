package io.moodstream.recommender;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.kit.Settings;
import io.moodstream.kit.StageMetrics;
import io.moodstream.recommender.clock.LectureStep;
import io.moodstream.schemas.Emotion;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.LectureMood;
import java.io.File;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
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
    private final HeldProbes probes = new HeldProbes();
    private List<StateStore> stores = List.of();
    private MockProcessorContext<String, LectureStep> steps = new MockProcessorContext<>();
    private MockProcessorContext<String, MoodStep> moods = new MockProcessorContext<>();
    private FollowSourcesProcessor sources = new FollowSourcesProcessor(config, probes);
    private FoldMoodsProcessor windows = new FoldMoodsProcessor(config, metrics);
    private long now = Sample.START + 3_600_000;

    @TempDir
    private File folder;

    @BeforeEach
    void open() {
        stores = Stream.concat(FollowSourcesProcessor.stores().stream(), FoldMoodsProcessor.stores().stream())
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
    void aWindowClosedBeforeIsCorrectedAfterwards() {
        send(0, 5_000);
        pass(15_000);
        assertThat(finals())
                .singleElement()
                .satisfies(mood -> assertThat(mood.getFrames()).isEqualTo(26));
        restart();
        send(5_200, 9_800);
        pass(15_000);

        assertThat(finals()).singleElement().satisfies(mood -> {
            assertThat(mood.getFrames()).isEqualTo(50);
            assertThat(mood.getRevision()).isEqualTo(1);
            assertThat(mood.getParticipants()).isEqualTo(10);
        });
    }

    /** Its probes that were on their way are of a round that nobody remembers. */
    @Test
    void aProbeSentBeforeATakeoverProvesNothingAfterIt() {
        send(0, 5_000);
        probes.held().clear();
        pass(15_000);
        restart();
        returnProbes();

        assertThat(finals()).isEmpty();
    }

    private void send(long from, long until) {
        for (long at = from; at <= until; at += 200) {
            take(Sample.frame("front", at, Sample.faces(10, Emotion.happy)));
        }
    }

    private void take(FaceEmotions record) {
        sources.process(new Record<>("maths", record, record.getCapturedAt().toEpochMilli(), new RecordHeaders()));
        foldSteps();
    }

    private void foldSteps() {
        List<LectureStep> taken = steps.forwarded().stream()
                .<LectureStep>map(forwarded -> forwarded.record().value())
                .toList();
        steps.resetForwards();
        taken.forEach(step -> windows.process(new Record<>("maths", step, 0, new RecordHeaders())));
    }

    private void pass(long millis) {
        for (long end = now + millis; now < end; ) {
            now += 1_000;
            steps.setCurrentSystemTimeMs(now);
            steps.scheduledPunctuators().get(0).getPunctuator().punctuate(now);
            foldSteps();
        }
    }

    private void returnProbes() {
        while (!probes.held().isEmpty()) {
            take(probes.held().remove());
        }
    }

    private List<LectureMood> finals() {
        returnProbes();
        return moods.forwarded().stream()
                .<MoodStep>map(forwarded -> forwarded.record().value())
                .filter(MoodStep.Closed.class::isInstance)
                .map(step -> ((MoodStep.Closed) step).mood())
                .toList();
    }

    private void restart() {
        sources.close();
        windows.close();
        sources = new FollowSourcesProcessor(config, probes);
        windows = new FoldMoodsProcessor(config, metrics);
        start();
    }

    private void start() {
        steps = new MockProcessorContext<>(new Properties(), new TaskId(1, 0), folder);
        moods = new MockProcessorContext<>(new Properties(), new TaskId(1, 0), folder);
        steps.setCurrentSystemTimeMs(now);
        for (StateStore store : stores) {
            steps.addStateStore(store);
            moods.addStateStore(store);
            if (!store.isOpen()) {
                store.init(steps.getStateStoreContext(), store);
            }
        }
        sources.init(steps);
        windows.init(moods);
    }
}
