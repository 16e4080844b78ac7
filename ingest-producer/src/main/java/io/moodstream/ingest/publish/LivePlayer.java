package io.moodstream.ingest.publish;

import io.moodstream.ingest.publish.FilePlayer.Opener;
import io.moodstream.ingest.publish.Mailbox.Captured;
import io.moodstream.ingest.sources.FrameSource;
import io.moodstream.ingest.sources.SourcePicture;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays a source that cannot wait, such as a camera. A camera thread captures and the calling thread publishes; if
 * Kafka is slower than the camera the newest picture wins and the others are counted as dropped, each leaving a gap in
 * the numbers. A source that breaks is opened again until it is stopped. A source that delivers nothing for some time
 * is told to have paused, until its next picture.
 */
public final class LivePlayer implements Player {
    /** The reason where Kafka was slower than the source. */
    static final String KAFKA_SLOW = "kafka-slow";

    /** The reason where the source sent several at once, or before the first frame was out, as when a stream opens. */
    static final String BURST = "source-burst";

    private static final Logger LOG = LoggerFactory.getLogger(LivePlayer.class);

    private final FrameSource first;
    private final Opener opener;
    private final FramePublisher publisher;
    private final Timing timing;
    private final Backoff backoff;
    private final Duration pauseAfter;
    private final PublishListener listener;
    private final Consumer<Throwable> failed;
    private final Mailbox mailbox = new Mailbox();
    private volatile boolean started;

    /** Of the camera's thread: whether a picture has come, and why none comes any more. */
    private boolean began;

    private String fault = "";
    private volatile boolean stopped;

    /**
     * @param first a live source, which this player closes
     * @param opener opens the source again after a break
     * @param pauseAfter how long it may deliver no picture before it counts as paused
     * @param failed receives a failure of capturing that opening the source again does not fix
     */
    public LivePlayer(
            FrameSource first,
            Opener opener,
            FramePublisher publisher,
            Timing timing,
            Backoff backoff,
            Duration pauseAfter,
            PublishListener listener,
            Consumer<Throwable> failed) {
        this.first = first;
        this.opener = opener;
        this.publisher = publisher;
        this.timing = timing;
        this.backoff = backoff;
        this.pauseAfter = pauseAfter;
        this.listener = listener;
        this.failed = failed;
    }

    @Override
    public void play() throws InterruptedException {
        Thread camera = new Thread(this::captureAll, "camera-" + publisher.key());
        camera.setDaemon(true); // it may hang in a silent stream until that times out
        camera.start();
        while (!mailbox.isDone()) {
            Optional<Captured> next = mailbox.take(pauseAfter);
            if (next.isPresent()) {
                publisher.skip(next.get().dropped());
                publisher.publish(next.get().picture(), next.get().at());
                started = true;
            } else if (!mailbox.isDone()) {
                publisher.run().pause(timing.now());
            }
        }
    }

    @Override
    public void stop() {
        stopped = true;
        mailbox.close();
    }

    private void captureAll() {
        try {
            capture(first);
            for (int attempt = 0; pauseBefore(attempt); attempt++) {
                if (reopenAndCapture()) {
                    attempt = -1;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) { // an Error too, such as missing natives
            failed.accept(e);
        } finally {
            mailbox.close();
        }
    }

    private boolean pauseBefore(int attempt) throws InterruptedException {
        Duration pause = backoff.before(attempt);
        if (!stopped) {
            LOG.warn(
                    "{}: {}; trying again in {} s",
                    publisher.key(),
                    fault,
                    Math.round(pause.toMillis() / 100.0) / 10.0);
        }
        return !stopped && timing.waitUntil(timing.now().plus(pause)) && !stopped;
    }

    /** Opens the source again and returns whether it sent pictures. */
    private boolean reopenAndCapture() {
        try {
            FrameSource source = opener.open();
            if (!source.live()) { // which was not known of an address that could not be opened
                source.close();
                throw new IllegalStateException(
                        "it is there now, and a video with an end: start ingest again to play it");
            }
            return capture(source);
        } catch (IOException e) {
            fault = String.valueOf(e.getMessage());
            return false;
        }
    }

    /**
     * Returns whether a picture came much sooner after another than it was taken: a source that opens hands over at
     * once what it has gathered meanwhile, and so does a network after a pause. Kafka has no part in it.
     */
    private static boolean inBurst(Mailbox.Captured before, SourcePicture picture, Instant now) {
        Duration taken = picture.position().minus(before.picture().position());
        return Duration.between(before.at(), now).multipliedBy(2).compareTo(taken) < 0;
    }

    /** Captures until the source breaks or is stopped. */
    private boolean capture(FrameSource source) {
        boolean sent = false;
        fault = "the stream has ended";
        try (source) {
            for (Optional<SourcePicture> next = source.next(); next.isPresent() && !stopped; next = source.next()) {
                if (!sent && began) {
                    listener.reconnected(publisher.key());
                }
                sent = true;
                began = true;
                Instant now = timing.now();
                SourcePicture picture = next.get();
                mailbox.put(picture, now).ifPresent(replaced -> {
                    String reason = !started || inBurst(replaced, picture, now) ? BURST : KAFKA_SLOW;
                    publisher.run().dropped(reason);
                    listener.dropped(publisher.key(), reason);
                });
            }
        } catch (IOException e) {
            fault = String.valueOf(e.getMessage());
        }
        return sent;
    }
}
