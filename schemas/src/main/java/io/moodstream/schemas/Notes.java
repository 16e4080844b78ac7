package io.moodstream.schemas;

import java.time.Instant;
import java.util.regex.Pattern;

/** Checks notes and titles, so that every page and document can show them. */
public final class Notes {
    /** The largest number of characters in a note or a title. */
    public static final int LONGEST = 200;

    /**
     * The characters that XML 1.0 allows (its production Char), without tabs, line breaks, and the controls that turn
     * the direction of all that follows, on the page around them, too.
     */
    private static final Pattern SHOWN = Pattern.compile(
            "[\\x20-\\x7E\\xA0-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}&&[^\\u2028-\\u202E\\u2066-\\u2069]]*");

    /** Something to see: no separator, no format character such as a joiner, none of the blanks that count as letters. */
    private static final Pattern VISIBLE =
            Pattern.compile("[^\\p{Z}\\p{Cf}\\p{Cc}\\u115F\\u1160\\u2800\\u3164\\uFFA0]");

    private Notes() {}

    /**
     * Returns whether the text is a valid note: 1 to 200 characters in one line, with something to see, without control
     * characters.
     */
    public static boolean isNote(String text) {
        return VISIBLE.matcher(text).find() && text.length() <= LONGEST && isShown(text);
    }

    /** Returns whether the text is a valid title: as a note, or empty for none. */
    public static boolean isTitle(String text) {
        return text.isEmpty() || isNote(text);
    }

    /** Returns whether a note may refer to this moment: 1970 or later, and not in the future. */
    public static boolean isMoment(Instant at, Instant now) {
        return !at.isBefore(Instant.EPOCH) && !at.isAfter(now);
    }

    /** Returns whether the text has only characters that can be shown. */
    public static boolean isShown(String text) {
        return SHOWN.matcher(text).matches();
    }
}
