package io.moodstream.ingest.publish;

import io.moodstream.ingest.sources.FrameSource;
import io.moodstream.ingest.sources.Pace;
import io.moodstream.ingest.sources.SourcePicture;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Plays a source that can wait, such as a file: no picture is lost, however slow Kafka is, unless the publisher leaves
 * it out. The event time of a picture is the start plus its position; it is never published earlier, so no capture time
 * is ahead of the clock. At pace {@code max} the start is so long ago that no picture has to wait for that. A run that
 * goes on after its process was killed skips the pictures that Kafka has, and keeps the pace from then on.
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
    private final StartPoint from;
    private FrameSource source;
    private Instant begin;
    private Instant start;
    private long skipping;
    private boolean goesOn;
    private boolean playing = true;

    /**
     * @param source an open source, which this player closes
     * @param opener opens the source for further rounds
     * @param pace decides whether pictures keep their spacing on the wall clock
     * @param loop whether the source starts again when it has ended
     * @param begin when playing begins on the wall clock
     * @param from where the run begins or goes on
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
            StartPoint from) {
        this.source = source;
        this.opener = opener;
        this.pace = pace;
        this.loop = loop;
        this.publisher = publisher;
        this.timing = timing;
        this.aligner = aligner;
        this.begin = begin;
        this.from = from;
        this.start = from.start();
        this.skipping = from.next();
        this.goesOn = skipping > 0;
    }

    @Override
    public void play() throws IOException, InterruptedException {
        try {
            publisher.skip(from.next());
            publisher.run().begin(from.reached());
            Round round = playOnce();
            while (loop && playing) {
                long rounds = 1 + skipping / round.pictures();
                skipping %= round.pictures();
                begin = begin.plus(round.length().multipliedBy(rounds));
                start = start.plus(round.length().multipliedBy(rounds));
                source.close();
                source = opener.open();
                round = playOnce();
            }
        } finally {
            aligner.leave(publisher.key());
            source.close();
        }
    }

    private record Round(long pictures, Duration length) {}

    /** Plays one round, from where the run goes on. */
    private Round playOnce() throws IOException, InterruptedException {
        Positions positions = new Positions();
        while (playing && skipping > 0 && positions.add(source.skip())) {
            skipping--;
            playing = timing.waitUntil(timing.now()); // ends with all other waiting
        }
        for (Optional<SourcePicture> next = source.next(); next.isPresent(); next = source.next()) {
            SourcePicture picture = next.get();
            Instant capturedAt = start.plus(picture.position());
            if (goesOn) {
                begin = timing.now().minus(picture.position());
                goesOn = false;
            }
            playing = timing.waitUntil(due(capturedAt, picture.position()))
                    && aligner.awaitAlignment(publisher.key(), capturedAt);
            if (!playing) {
                break;
            }
            publisher.publish(picture, capturedAt);
            positions.add(Optional.of(picture.position()));
        }
        return new Round(Math.max(1, positions.count), source.length().orElseGet(positions::end));
    }

    /** The positions of the pictures of a round so far. */
    private static final class Positions {
        private long count;
        private Duration last = Duration.ZERO;
        private Duration gap = Duration.ofSeconds(1);

        /** Adds one and returns whether there is one. */
        boolean add(Optional<Duration> next) {
            next.ifPresent(position -> {
                gap = position.isZero() ? gap : position.minus(last);
                last = position;
                count++;
            });
            return next.isPresent();
        }

        /** Returns where a next picture would be. */
        Duration end() {
            return last.plus(gap);
        }
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
