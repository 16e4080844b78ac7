package io.moodstream.recordings;

import java.io.IOException;

/** Reports a file that is not a recording, or one that this version cannot read. */
public final class ForeignFileException extends IOException {
    private static final long serialVersionUID = 1;

    ForeignFileException(String message) {
        super(message);
    }
}
