package io.moodstream.kit;

/** Reports a record that is not worked on any more, because it has ended or blocked the process twice. */
final class PoisonedRecordException extends RuntimeException {
    private static final long serialVersionUID = 1;

    PoisonedRecordException() {
        super("poison: this record has twice ended the process that worked on it, or kept it busy for longer than"
                + " STAGE_RECORD_LIMIT");
    }
}
