package io.moodstream.dashboard.topics;

import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.UsesKafka;
import io.moodstream.kit.topics.PipelineStage;
import io.moodstream.kit.topics.StageProgress;
import io.moodstream.kit.topics.StageProgress.Position;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;

/** Reads every two seconds how far the stages are, on a thread of its own. Keeps trying while Kafka is unreachable. */
@UsesKafka
public final class StageReader implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final StageProgress progress;
    private final Consumer<Map<PipelineStage, Position>> listener;
    private final ThrottledLog warnings = new ThrottledLog();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "stage-reader");

    private StageReader(StageProgress progress, Consumer<Map<PipelineStage, Position>> listener) {
        this.progress = progress;
        this.listener = listener;
        thread.setDaemon(true);
    }

    /** Starts to read; the listener is called on the reader's thread and must not block. */
    public static StageReader start(
            StageConfig stage, Settings settings, Consumer<Map<PipelineStage, Position>> listener) {
        StageReader reader = new StageReader(StageProgress.open(stage, settings), listener);
        reader.thread.start();
        return reader;
    }

    private void run() {
        try (progress) {
            do {
                try {
                    listener.accept(progress.read());
                } catch (KafkaException e) {
                    warnings.add("The stages' progress cannot be read at the moment", e);
                }
            } while (!closed.await(EVERY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
