package io.moodstream.launcher.benchmark.growth;

import io.moodstream.ingest.publish.FramePublisher;
import io.moodstream.ingest.publish.PublishListener;
import io.moodstream.ingest.publish.SourceIdentity;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.topics.SourceRun;
import io.moodstream.kit.topics.SourceRuns;
import io.moodstream.schemas.Counting;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.ImageEncoding;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.Producer;

/**
 * Many sources on one thread, in turn. Each sends a frame a second of event time, however fast the clock runs: so all
 * points have the same windows and moods for each frame of a source. What publishers tell by the clock, and not by the
 * frame, is left out.
 */
final class GrowthSources implements AutoCloseable {
    private static final int IN_FLIGHT = 16;

    private final List<FramePublisher> publishers = new ArrayList<>();
    private final Producer<byte[], byte[]> producer;
    private final byte[] picture;
    private final Instant begin;
    private final GrowthPoint point;
    private volatile Optional<Throwable> failure = Optional.empty();
    private long published;

    /**
     * @param seconds how long the frames of a source go on, event time
     */
    GrowthSources(GrowthPoint point, byte[] picture, Duration seconds, Settings settings) {
        this.point = point;
        this.picture = picture;
        this.begin = Instant.now().minus(seconds);
        this.producer = FramePublisher.producer(settings.bind(StageConfig.class), settings);
        SourceRuns runs = SourceRuns.start(producer);
        runs.close(); // no status every second, only with signals
        for (int source = 0; source < point.sources(); source++) {
            String lecture = point.lecture(source);
            SourceRun run = runs.add(lecture, id(source), user(source));
            SourceIdentity identity = new SourceIdentity(lecture, id(source), Optional.of(user(source)));
            publishers.add(new FramePublisher(
                    producer, identity, run, IN_FLIGHT, PublishListener.NONE, cause -> failure = Optional.of(cause)));
        }
    }

    private static String id(int source) {
        return "webcam-" + source;
    }

    private static String user(int source) {
        return "user-" + source;
    }

    /** Publishes a frame of the source whose turn it is. */
    void publish() throws InterruptedException {
        failure.ifPresent(cause -> {
            throw new IllegalStateException("Kafka does not take the frames: " + cause.getMessage(), cause);
        });
        int source = (int) (published % point.sources());
        long round = published / point.sources();
        publishers
                .get(source)
                .publish(new Frame(
                        point.lecture(source),
                        id(source),
                        user(source),
                        round,
                        begin.plusSeconds(round),
                        ImageEncoding.JPEG,
                        ByteBuffer.wrap(picture),
                        "",
                        null,
                        Counting.ALL));
        published++;
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(10));
    }
}
