package io.moodstream.kit;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.ProcessorStateException;

/**
 * Decides whether a thread that has failed is replaced. Faults of Kafka pass, such as a broker that was killed in the
 * middle of a transaction; a setting, a right, a model or a disk does not heal by itself. Safe for use by several
 * threads.
 */
final class ThreadFailures {
    /** Failures in a row after which a stage ends. */
    static final int MOST = 20;

    /** A failure this long after the one before is the first of a new row: the stage has worked in between. */
    static final Duration ROW = Duration.ofMinutes(1);

    /** What fails so soon after a failure, such as the other threads, belongs to it. */
    static final Duration SAME = Duration.ofSeconds(1);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private int row;
    private long last;

    /**
     * Notes a failure.
     *
     * @param now milliseconds, of any clock
     * @return how long to wait before the thread is replaced: nothing at first, then 1 s, doubled each time up to 30 s;
     *     empty if the stage has to end
     */
    synchronized Optional<Duration> pause(Throwable failure, long now) {
        if (!passes(failure)) {
            return Optional.empty();
        }
        Duration pause = row == 0 ? Duration.ZERO : pauseAfter(row);
        if (row == 0 || now - last > pause.plus(ROW).toMillis()) {
            row = 1;
        } else if (now - last > SAME.toMillis()) {
            row++;
        }
        last = now;
        return row > MOST ? Optional.empty() : Optional.of(pauseAfter(row));
    }

    /** Returns how many failures there were in a row. */
    synchronized int row() {
        return row;
    }

    private static Duration pauseAfter(int failures) {
        if (failures <= 1) {
            return Duration.ZERO;
        }
        Duration pause = Duration.ofSeconds(1L << Math.min(failures - 2, 10));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    /** Returns whether a failure is one of Kafka's own that may pass. */
    static boolean passes(Throwable failure) {
        Throwable root = failure;
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (lasts(at)) {
                return false;
            }
            root = at;
        }
        return root instanceof KafkaException || isThrownByKafka(root);
    }

    private static boolean lasts(Throwable fault) {
        return fault instanceof Error
                || fault instanceof IOException
                || fault instanceof ProcessorStateException
                || fault instanceof ConfigException
                || fault instanceof AuthenticationException
                || fault instanceof AuthorizationException
                || fault instanceof UnsupportedVersionException
                || fault instanceof InvalidTopicException
                || fault instanceof MissingSourceTopicException
                || fault instanceof RecordTooLargeException
                || fault instanceof FencedInstanceIdException; // another process has this one's STAGE_INSTANCE
    }

    /** Kafka Streams has states that it did not expect, and says so with plain Java exceptions. */
    private static boolean isThrownByKafka(Throwable fault) {
        StackTraceElement[] trace = fault.getStackTrace();
        for (StackTraceElement frame : trace) {
            if (!frame.getClassName().startsWith("java.")) {
                return frame.getClassName().startsWith("org.apache.kafka.");
            }
        }
        return false;
    }
}
