package io.moodstream.ingest.publish;

import io.moodstream.schemas.Topics;

/** A picture that no topic can take and that cannot be made smaller. */
final class FrameTooLargeException extends Exception {
    private static final long serialVersionUID = 1;

    /** How dead letters of this kind are counted. */
    static final String REASON = "frame-too-large";

    FrameTooLargeException(int bytes) {
        super(REASON + ": a picture of " + bytes + " bytes, where " + Topics.MAX_IMAGE_BYTES
                + " are allowed, that cannot be decoded and so not be scaled down");
    }
}
