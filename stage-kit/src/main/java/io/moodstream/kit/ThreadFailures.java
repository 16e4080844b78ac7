package io.moodstream.kit;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidSessionTimeoutException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.InvalidTxnTimeoutException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.TaskAssignmentException;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a thread that has failed is replaced. Faults of Kafka pass, such as a broker that was killed in the
 * middle of a transaction, and a certificate of the brokers that has expired is renewed there; a setting, a right, a
 * model or a disk does not heal by itself. Safe for use by several threads.
 */
final class ThreadFailures {
    /** Failures of a thread in a row after which the stage ends. */
    static final int MOST = 20;

    /** A thread that has worked for this long begins a new row when it fails. */
    static final Duration ROW = Duration.ofMinutes(1);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** Only when the thread before it has ended has a thread the same name in its group. */
    private static final Duration NAMED_AGAIN = Duration.ofSeconds(1);

    private final Map<String, Row> rows = new HashMap<>();

    private record Row(int failures, long last, @Nullable Long fenced) {
        Row after(long now, boolean fenced) {
            boolean anew = now - last > pause().plus(ROW).toMillis();
            return new Row(anew ? 1 : failures + 1, now, fenced ? Long.valueOf(now) : this.fenced);
        }

        boolean wasFencedJustBefore(long now) {
            return fenced != null && now - fenced <= ROW.toMillis();
        }

        Duration pause() {
            if (failures == 1) {
                return Duration.ZERO;
            }
            Duration pause = Duration.ofSeconds(1L << Math.min(failures - 2, 10));
            return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
        }
    }

    /**
     * Notes a failure.
     *
     * @param thread its name
     * @param now milliseconds, of any clock
     * @return how long to wait before the thread is replaced: not at all at first, then 1 s, doubled each time up to
     *     30 s, and always that long while a certificate of the brokers is not valid; empty if the stage has to end, as
     *     when Kafka says a second time within a minute that another process has this one's STAGE_INSTANCE
     */
    synchronized Optional<Duration> pause(String thread, Throwable failure, long now) {
        if (KafkaFaults.isOutOfDate(failure)) {
            return Optional.of(LONGEST_PAUSE); // however long it takes somebody to renew it
        }
        Row before = rows.get(thread);
        boolean fenced = isFenced(failure);
        // A broker that fails may forget which of its answers an instance has got, and then takes it for another one;
        // only when the next thread is refused, too, there is another process.
        boolean twice = fenced && before != null && before.wasFencedJustBefore(now);
        if (twice || !passes(failure)) {
            return Optional.empty();
        }
        Row row = before == null ? new Row(1, now, fenced ? Long.valueOf(now) : null) : before.after(now, fenced);
        rows.put(thread, row);
        if (row.failures() > MOST) {
            return Optional.empty();
        }
        return Optional.of(fenced && row.failures() == 1 ? NAMED_AGAIN : row.pause());
    }

    /** Notes which thread has replaced another one, whose row goes on with it. */
    synchronized void replaced(String before, String after) {
        Row row = rows.remove(before);
        if (row != null) {
            rows.put(after, row);
        }
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
        // Kafka Streams says with a plain exception of its own that topics or tasks do not fit.
        return root.getClass() != StreamsException.class && (root instanceof KafkaException || isThrownByKafka(root));
    }

    private static boolean lasts(Throwable fault) {
        return fault instanceof Error
                || fault instanceof IOException
                || fault instanceof ProcessorStateException
                || fault instanceof ConfigException
                || fault instanceof AuthenticationException
                || fault instanceof AuthorizationException
                || fault instanceof UnsupportedVersionException
                || fault instanceof InvalidSessionTimeoutException
                || fault instanceof InvalidTxnTimeoutException
                || fault instanceof InvalidTopicException
                || fault instanceof InvalidConfigurationException
                || fault instanceof TaskAssignmentException
                || fault instanceof MissingSourceTopicException
                || fault instanceof RecordTooLargeException;
    }

    /** Returns whether Kafka says that another process has this one's STAGE_INSTANCE. */
    private static boolean isFenced(Throwable failure) {
        return failure instanceof FencedInstanceIdException
                || (failure.getCause() != null && isFenced(failure.getCause()));
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
