package io.moodstream.launcher.recordings;

import io.moodstream.ingest.publish.FramePublisher;
import io.moodstream.ingest.publish.PublishListener;
import io.moodstream.ingest.publish.SourceIdentity;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.topics.SourceRuns;
import io.moodstream.launcher.SampleFrames;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.ImageEncoding;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.Producer;

/** A lecture of two cameras on the sample class. The right one comes later and pauses; frames of the left one are late. */
public final class TwoCameras {
    private static final int SECONDS = 12;

    /** Second of the sample class at which the angry and the sad scenes begin. */
    private static final int SCENE = 20;

    private TwoCameras() {}

    /**
     * Plays the lecture.
     *
     * @param begin event time at which it begins; it takes as long as it does in event time
     */
    public static void play(Settings settings, String lecture, Instant begin) throws IOException, InterruptedException {
        List<byte[]> pictures = SampleFrames.eachSecond(SCENE, SECONDS);
        Instant started = Instant.now();
        var producer = FramePublisher.producer(settings.bind(StageConfig.class), settings);
        try (producer;
                SourceRuns runs = SourceRuns.start(producer)) {
            FramePublisher left = publisher(producer, runs, lecture, "left", Optional.empty());
            FramePublisher right = publisher(producer, runs, lecture, "right", Optional.of("u-1"));
            for (int second = 0; second < SECONDS; second++) {
                LockSupport.parkUntil(started.plusSeconds(second).toEpochMilli());
                if (second % 5 != 3) {
                    left.publish(frame(left, pictures, begin, second, second));
                }
                if (second % 5 == 4) {
                    left.publish(frame(left, pictures, begin, second - 1, second - 1)); // a second late
                }
                if (second == 7) {
                    right.run().pause(begin.plusSeconds(second));
                } else if (second >= 4 && second != 8) {
                    right.publish(frame(right, pictures, begin, second, second - 4));
                }
            }
            left.run().end(begin.plusSeconds(SECONDS));
            right.run().end(begin.plusSeconds(SECONDS));
        }
    }

    private static FramePublisher publisher(
            Producer<byte[], byte[]> producer, SourceRuns runs, String lecture, String source, Optional<String> user) {
        return new FramePublisher(
                producer,
                new SourceIdentity(lecture, source, user),
                runs.add(lecture, source, user.orElse(null)),
                64,
                PublishListener.NONE,
                cause -> {});
    }

    private static Frame frame(
            FramePublisher publisher, List<byte[]> pictures, Instant begin, int second, long sequence) {
        String[] names = publisher.key().split("/");
        String source = names[1];
        return Frame.newBuilder()
                .setLectureId(names[0])
                .setSourceId(source)
                .setUserId(source.equals("right") ? "u-1" : null)
                .setSequence(sequence)
                .setCapturedAt(begin.plusSeconds(second))
                .setEncoding(ImageEncoding.JPEG)
                .setImage(ByteBuffer.wrap(pictures.get(second)))
                .build();
    }
}
