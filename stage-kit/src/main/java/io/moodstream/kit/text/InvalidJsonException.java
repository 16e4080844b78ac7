package io.moodstream.kit.text;

/** Some JSON is not what it must be; the message is one sentence that says where and what is expected. */
public final class InvalidJsonException extends Exception {
    private static final long serialVersionUID = 1;

    InvalidJsonException(String sentence) {
        super(sentence);
    }
}
