package io.moodstream.ingest.publish;

import io.moodstream.ingest.sources.FrameSource;
import io.moodstream.ingest.sources.Pace;
import io.moodstream.ingest.sources.SourcePicture;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Plays a source that can wait, such as a file: no picture is lost, however slow Kafka is. The event time of a picture
 * is the start plus its position; it is never published earlier, so no capture time is ahead of the clock. At pace
 * {@code max} the start is so long ago that no picture has to wait for that.
 */
public final class FilePlayer implements Player {
    /** Opens the source from its beginning. */
    public interface Opener {
        /** Returns a new source at its first frame, which the caller closes. */
        FrameSource open() throws IOException;
    }

    private final Opener opener;
    private final Pace pace;
    private final boolean loop;
    private final FramePublisher publisher;
    private final Timing timing;
    private final EventTimeAligner aligner;
    private FrameSource source;
    private Instant begin;
    private Instant start;
    private boolean playing = true;

    /**
     * @param source an open source, which this player closes
     * @param opener opens the source for further rounds
     * @param pace decides whether pictures keep their spacing on the wall clock
     * @param loop whether the source starts again when it has ended
     * @param begin when playing begins on the wall clock
     * @param start event time of the first picture
     */
    public FilePlayer(
            FrameSource source,
            Opener opener,
            Pace pace,
            boolean loop,
            FramePublisher publisher,
            Timing timing,
            EventTimeAligner aligner,
            Instant begin,
            Instant start) {
        this.source = source;
        this.opener = opener;
        this.pace = pace;
        this.loop = loop;
        this.publisher = publisher;
        this.timing = timing;
        this.aligner = aligner;
        this.begin = begin;
        this.start = start;
    }

    @Override
    public void play() throws IOException, InterruptedException {
        try {
            Duration round = playOnce();
            while (loop && playing) {
                begin = begin.plus(round);
                start = start.plus(round);
                source.close();
                source = opener.open();
                round = playOnce();
            }
        } finally {
            aligner.leave(publisher.key());
            source.close();
        }
    }

    /** Plays one round and returns its length. */
    private Duration playOnce() throws IOException, InterruptedException {
        Duration last = Duration.ZERO;
        Duration gap = Duration.ofSeconds(1);
        for (Optional<SourcePicture> next = source.next(); next.isPresent(); next = source.next()) {
            SourcePicture picture = next.get();
            Instant capturedAt = start.plus(picture.position());
            playing = timing.waitUntil(due(capturedAt, picture.position()))
                    && aligner.awaitAlignment(publisher.key(), capturedAt);
            if (!playing) {
                break;
            }
            publisher.publish(picture, capturedAt);
            gap = picture.position().isZero() ? gap : picture.position().minus(last);
            last = picture.position();
        }
        return source.length().orElse(last.plus(gap));
    }

    private Instant due(Instant capturedAt, Duration position) {
        Instant turn = pace.max() ? Instant.MIN : begin.plus(position);
        return turn.isAfter(capturedAt) ? turn : capturedAt;
    }

    /**
     * Ends the wait for other sources. {@link Timing} ends the wait for the next picture, and nothing is buffered here.
     */
    @Override
    public void stop() {
        aligner.stop();
    }
}
