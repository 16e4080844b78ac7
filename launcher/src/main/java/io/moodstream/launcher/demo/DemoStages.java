package io.moodstream.launcher.demo;

import io.moodstream.classifier.ClassifierMain;
import io.moodstream.detector.DetectorMain;
import io.moodstream.kit.RunningStage;
import io.moodstream.kit.Settings;
import io.moodstream.kit.Stage;
import io.moodstream.kit.StageFailedException;
import io.moodstream.recommender.RecommenderMain;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;

/** Runs all stages in this process. */
public final class DemoStages implements AutoCloseable {
    /** How many stages there are. */
    static final int COUNT = 3;

    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(200);

    private final List<RunningStage> running;

    private DemoStages(List<RunningStage> running) {
        this.running = running;
    }

    /** Builds the stages, which loads their models; this does not need Kafka. */
    public static List<Stage> make(Settings settings) {
        List<Function<Settings, Stage>> makers =
                List.of(DetectorMain::stage, ClassifierMain::stage, RecommenderMain::stage);
        List<CompletableFuture<Stage>> making = new ArrayList<>();
        for (int i = 0; i < makers.size(); i++) {
            Function<Settings, Stage> maker = makers.get(i);
            Settings own = settings.with(metricsPort(settings, i));
            making.add(CompletableFuture.supplyAsync(() -> maker.apply(own)));
        }
        try {
            return making.stream().map(CompletableFuture::join).toList();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** Starts the stages and waits until all have their partitions. */
    public static DemoStages start(List<Stage> stages) throws InterruptedException {
        return start(stages, () -> {});
    }

    /**
     * Starts the stages and waits until all have their partitions.
     *
     * @param requireWanted is asked while it waits, and throws when the stages are no longer wanted; those that have started are
     *     closed then
     */
    static DemoStages start(List<Stage> stages, Runnable requireWanted) throws InterruptedException {
        DemoStages all = new DemoStages(new ArrayList<>());
        try {
            stages.forEach(stage -> all.running.add(RunningStage.start(stage, requireWanted)));
            for (RunningStage stage : all.running) {
                awaitRunning(stage, requireWanted);
            }
        } catch (RuntimeException e) {
            all.close();
            throw e;
        }
        return all;
    }

    private static void awaitRunning(RunningStage stage, Runnable requireWanted) throws InterruptedException {
        long start = System.nanoTime();
        while (!stage.awaitRunning(LOOK)) {
            requireWanted.run();
            stage.failure().ifPresent(cause -> {
                throw new StageFailedException(stage.name(), cause);
            });
            if (System.nanoTime() - start > START_TIMEOUT.toNanos()) {
                throw new StageFailedException(
                        stage.name(),
                        new IllegalStateException("not ready within " + START_TIMEOUT.toSeconds() + " s"));
            }
        }
    }

    /** Checks that no stage has failed, and throws otherwise. */
    public void requireHealthy() {
        for (RunningStage stage : running) {
            stage.failure().ifPresent(cause -> {
                throw new StageFailedException(stage.name(), cause);
            });
        }
    }

    /** Ends the stages without waiting for Kafka, because it is gone. */
    void abandon() {
        each(RunningStage::abandon);
    }

    @Override
    public void close() {
        each(RunningStage::close);
    }

    private void each(Consumer<RunningStage> action) {
        CompletableFuture.allOf(running.stream()
                        .map(stage -> CompletableFuture.runAsync(() -> action.accept(stage)))
                        .toArray(CompletableFuture<?>[]::new))
                .join();
    }

    /** Stages and the dashboard in one process cannot share a port: they take METRICS_PORT and the ones after it. */
    static Map<String, String> metricsPort(Settings settings, int index) {
        return settings.get("METRICS_PORT")
                .filter(port -> port.matches("[1-9]\\d{0,4}"))
                .map(port -> Map.of("METRICS_PORT", Integer.toString(Integer.parseInt(port) + index)))
                .orElse(Map.of());
    }
}
