package io.moodstream.kit.text;

/** Reports a fault in JSON; the message is one sentence that says where it is and what is expected. */
public final class InvalidJsonException extends Exception {
    private static final long serialVersionUID = 1;

    InvalidJsonException(String sentence) {
        super(sentence);
    }
}
