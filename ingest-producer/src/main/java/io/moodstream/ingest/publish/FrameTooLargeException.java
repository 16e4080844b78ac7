package io.moodstream.ingest.publish;

import io.moodstream.schemas.Topics;

/** Thrown for a picture that is too large for the topic and cannot be scaled down. */
final class FrameTooLargeException extends Exception {
    private static final long serialVersionUID = 1;

    /** The reason under which these dead letters are counted. */
    static final String REASON = "frame-too-large";

    FrameTooLargeException(int bytes) {
        super(REASON + ": a picture of " + bytes + " bytes, where " + Topics.MAX_IMAGE_BYTES
                + " are allowed, that cannot be decoded and so not be scaled down");
    }
}
