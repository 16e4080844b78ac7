package io.moodstream.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.classifier.ClassifierMain;
import io.moodstream.detector.DetectorMain;
import io.moodstream.kit.RunningStage;
import io.moodstream.kit.Settings;
import io.moodstream.recommender.RecommenderMain;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Instances of the detector, the classifier and the recommender, at work in this JVM.
 *
 * @param stages all of them
 */
public record StartedStages(List<RunningStage> stages) implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** How well faces are read is tested elsewhere; the default model takes four times as long. */
    private static final Map<String, String> CHEAPEST_MODEL = Map.of("CLASSIFIER_MODEL", "fast");

    /**
     * Starts one instance of each stage for each of the settings, all at the same time, and waits until they work.
     *
     * @param instances their settings, each with a state folder of its own; the topics must be there
     */
    public static StartedStages start(Settings... instances) throws InterruptedException {
        StartedStages started = new StartedStages(Stream.of(instances)
                .map(settings -> settings.with(CHEAPEST_MODEL))
                .flatMap(settings -> Stream.of(
                        DetectorMain.stage(settings), ClassifierMain.stage(settings), RecommenderMain.stage(settings)))
                .map(RunningStage::start)
                .toList());
        for (RunningStage stage : started.stages) {
            assertThat(stage.awaitRunning(PATIENCE)).as(stage.name()).isTrue();
        }
        return started;
    }

    @Override
    public void close() {
        stages.forEach(RunningStage::close);
    }
}
