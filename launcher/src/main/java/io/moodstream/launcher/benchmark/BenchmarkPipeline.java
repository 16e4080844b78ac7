package io.moodstream.launcher.benchmark;

import io.moodstream.ingest.Ingest;
import io.moodstream.ingest.IngestConfig;
import io.moodstream.ingest.publish.PublishListener;
import io.moodstream.ingest.sources.SourceSpec;
import io.moodstream.kit.Latencies;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.StageMetrics;
import io.moodstream.kit.topics.FrameKey;
import io.moodstream.kit.topics.TopicReader;
import io.moodstream.launcher.benchmark.SpeedScores.Side;
import io.moodstream.launcher.broker.BrokerProcess;
import io.moodstream.launcher.demo.DemoStages;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Plays lectures through a running pipeline, one after another, and measures each.
 *
 * @param settings of its stages
 * @param broker its broker
 * @param stages its stages
 */
public record BenchmarkPipeline(Settings settings, BrokerProcess broker, DemoStages stages) {
    private static final Duration STALLED = Duration.ofMinutes(2);

    /**
     * Publishes all pictures of the sources and waits for their results.
     *
     * @param fps pictures a second of each source, or max
     * @param frames how many pictures the sources have together
     * @param latencies receives the time from each frame's publication to its result
     * @throws IllegalStateException if no result comes for two minutes
     */
    public Side play(String lecture, List<SourceSpec> sources, String fps, long frames, Latencies latencies)
            throws InterruptedException {
        // Nothing is left of an earlier run that could go on.
        Settings own = settings.with(Map.of("INGEST_LECTURE", lecture, "INGEST_FPS", fps, "INGEST_RESUME", "false"));
        StageConfig stage = own.bind(StageConfig.class);
        FirstFrame first = new FirstFrame();
        Duration cpu = cpu();
        try (TopicReader results = TopicReader.open(stage, own, List.of(Topics.EMOTIONS), false);
                StageMetrics metrics = StageMetrics.local(Ingest.NAME);
                Ingest ingest = Ingest.start(own.bind(IngestConfig.class), stage, own, sources, first, metrics)) {
            long faces = awaitResults(results, lecture, frames, latencies);
            double seconds = (System.nanoTime() - first.nanos.get()) / 1e9;
            ingest.awaitEnd();
            return new Side(frames, faces, seconds, cpu().minus(cpu).toMillis() / 1e3);
        }
    }

    /** Returns the faces of all frames. */
    private long awaitResults(TopicReader results, String lecture, long frames, Latencies latencies) {
        long faces = 0;
        long deadline = System.nanoTime() + STALLED.toNanos();
        for (long count = 0; count < frames; ) {
            for (ConsumerRecord<byte[], byte[]> record : results.poll(Duration.ofMillis(50))) {
                FaceEmotions emotions = TopicReader.value(Topics.EMOTIONS, record);
                if (emotions.getSignal() == null && emotions.getLectureId().equals(lecture)) {
                    StageMetrics.publishedAt(record.headers())
                            .ifPresent(at -> latencies.add(System.currentTimeMillis() - at));
                    faces += emotions.getFaces().size();
                    count++;
                    deadline = System.nanoTime() + STALLED.toNanos();
                }
            }
            stages.requireHealthy();
            broker.requireHealthy();
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Only " + count + " of " + frames + " frames have a result");
            }
        }
        return faces;
    }

    private Duration cpu() {
        return broker.cpu().plus(ProcessMemory.cpu());
    }

    /** Notes when the first frame was published. */
    private static final class FirstFrame implements PublishListener {
        private final AtomicLong nanos = new AtomicLong();

        @Override
        public void publishing(FrameKey frame, long publishedAtMillis) {
            nanos.compareAndSet(0, System.nanoTime());
        }
    }
}
