package io.moodstream.kit;

import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InvalidSessionTimeoutException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;

/** Reports that a stage has stopped because of a failure that does not belong to a single record. */
public final class StageFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * Creates an exception whose message names the stage and the root cause.
     *
     * @param stage the stage's name
     * @param cause the failure
     */
    public StageFailedException(String stage, Throwable cause) {
        super(stage + " stopped: " + rootMessage(cause), cause);
    }

    static String rootMessage(Throwable cause) {
        return RefusedRecord.sentence(cause)
                .or(() -> MachineFaults.sentence(cause))
                .or(() -> KafkaFaults.sentence(cause))
                .orElseGet(() -> message(root(cause)));
    }

    /** Says in our words what Kafka says without naming what to do. */
    private static String message(Throwable root) {
        if (root instanceof MissingSourceTopicException) {
            return "a topic that it reads is not there any more; `moodstream topics check` says which,"
                    + " `moodstream topics create` creates it anew";
        }
        if (root instanceof FencedInstanceIdException) {
            return "another process runs with the same STAGE_INSTANCE; give each its own";
        }
        if (root instanceof InvalidSessionTimeoutException) {
            return "the brokers do not allow this STAGE_SESSION_TIMEOUT; expected one between their"
                    + " group.min.session.timeout.ms, 6 s by default, and group.max.session.timeout.ms, 30 min";
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }

    private static Throwable root(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }
}
