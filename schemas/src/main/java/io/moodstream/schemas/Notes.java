package io.moodstream.schemas;

import java.time.Instant;
import java.util.regex.Pattern;

/** What the text of a note must be, so that every page and document can show it. */
public final class Notes {
    /** Most characters of a note. */
    public static final int LONGEST = 200;

    /** What XML 1.0 (its production Char) has, without tabs and ends of lines. */
    private static final Pattern SHOWN =
            Pattern.compile("[\\x20-\\x7E\\xA0-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]*");

    private Notes() {}

    /** Whether this may be a note: 1 to 200 characters in one line, not all blank, without control characters. */
    public static boolean isNote(String text) {
        return !text.isBlank() && text.length() <= LONGEST && isShown(text);
    }

    /** Whether a note may be about this moment: after 1970, and it has come. */
    public static boolean isMoment(Instant at, Instant now) {
        return !at.isBefore(Instant.EPOCH) && !at.isAfter(now);
    }

    /** Whether it has only characters that can be shown. */
    public static boolean isShown(String text) {
        return SHOWN.matcher(text).matches();
    }
}
