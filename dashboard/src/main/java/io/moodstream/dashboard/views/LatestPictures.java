package io.moodstream.dashboard.views;

import io.moodstream.dashboard.topics.TopicListener;
import io.moodstream.kit.topics.FrameKey;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.Keys;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Holds in memory the latest picture with a result of each source without a user, for as long as the source sends. The
 * picture of a user's own camera is never held.
 */
public final class LatestPictures implements TopicListener {
    /** A source without a result for this long has no picture any more. */
    private static final long KEPT_MILLIS = 10_000;

    /** Pictures of a source that wait for their result. */
    private static final int MOST_WAITING = 8;

    /** Pictures of all sources, bytes: 60 halls whose results wait. */
    private static final long MOST_BYTES = 128L * 1024 * 1024;

    private final InstantSource clock;
    private final long mostBytes;
    private final AtomicLong bytes = new AtomicLong();
    private final Map<String, Pictures> bySource = new ConcurrentHashMap<>();

    /** Holds at most 128 MiB of pictures; a picture beyond that is left out. */
    public LatestPictures(InstantSource clock) {
        this(clock, MOST_BYTES);
    }

    /**
     * Holds pictures.
     *
     * @param mostBytes of all sources together
     */
    LatestPictures(InstantSource clock, long mostBytes) {
        this.clock = clock;
        this.mostBytes = mostBytes;
    }

    private final class Pictures {
        private final Map<FrameKey, byte[]> waiting = new LinkedHashMap<>();
        private byte @Nullable [] shown;
        private long shownAt;
        private long heardAt;

        /** Lets go what is too old. */
        boolean isOver(long now) {
            if (now - shownAt > KEPT_MILLIS) {
                show(null);
            }
            boolean over = now - heardAt > KEPT_MILLIS;
            if (over) {
                waiting.values().forEach(LatestPictures.this::release);
                waiting.clear();
            }
            return over;
        }

        void show(byte @Nullable [] picture) {
            release(shown);
            shown = picture;
        }

        void await(FrameKey frame, byte[] picture) {
            if (bytes.addAndGet(picture.length) > mostBytes) {
                bytes.addAndGet(-picture.length);
                return;
            }
            release(waiting.put(frame, picture));
            if (waiting.size() > MOST_WAITING) {
                release(waiting.remove(waiting.keySet().iterator().next()));
            }
        }
    }

    @Override
    public boolean readsFrames() {
        return true;
    }

    @Override
    public void frame(Frame frame) {
        if (frame.getUserId() == null && frame.getSignal() == null) {
            bySource.compute(Keys.source(frame.getLectureId(), frame.getSourceId()), (key, known) -> {
                Pictures pictures = known == null ? new Pictures() : known;
                pictures.heardAt = clock.millis();
                pictures.await(FrameKey.of(frame), bytes(frame.getImage()));
                return pictures;
            });
        }
    }

    @Override
    public void emotions(FaceEmotions frame, Optional<Long> publishedAt) {
        bySource.computeIfPresent(Keys.source(frame.getLectureId(), frame.getSourceId()), (key, pictures) -> {
            byte[] picture = pictures.waiting.remove(FrameKey.of(frame));
            if (picture != null) {
                pictures.show(picture);
                pictures.shownAt = clock.millis();
                pictures.heardAt = pictures.shownAt;
            }
            return pictures;
        });
    }

    /** Forgets pictures that are too old; called once a second, also while Kafka is away. */
    public void forget() {
        long now = clock.millis();
        for (String source : bySource.keySet()) {
            bySource.computeIfPresent(source, (key, pictures) -> pictures.isOver(now) ? null : pictures);
        }
    }

    /** Returns the latest picture of a source. */
    Optional<byte[]> of(String lecture, String source) {
        long now = clock.millis();
        Pictures pictures =
                bySource.computeIfPresent(Keys.source(lecture, source), (key, held) -> held.isOver(now) ? null : held);
        return pictures == null ? Optional.empty() : Optional.ofNullable(pictures.shown);
    }

    private void release(byte @Nullable [] picture) {
        if (picture != null) {
            bytes.addAndGet(-picture.length);
        }
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
