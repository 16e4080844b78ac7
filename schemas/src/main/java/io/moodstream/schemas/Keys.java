package io.moodstream.schemas;

import java.time.Instant;
import java.util.regex.Pattern;

/** Builds the keys of records from the ids of lectures, sources and tracks. */
public final class Keys {
    /**
     * The reserved lecture id of single pictures, each with a user of its own. They enter no mood, no attention and no
     * report, and get their recommendation at once.
     */
    public static final String PHOTOS = "photos";

    /** What {@link #isName} expects, for messages. */
    public static final String NAME_RULE = "1 to 100 characters out of A-Z a-z 0-9 . _ -, and neither . nor ..";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    private Keys() {}

    /**
     * Returns whether the text is a valid id of a lecture, source or user: 1 to 100 characters out of A-Z a-z 0-9 . _ -,
     * and neither {@code .} nor {@code ..}, which are no names in an address or a path.
     */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches() && !name.equals(".") && !name.equals("..");
    }

    /** Returns the lecture that a key begins with, or that it is. */
    public static String lecture(String key) {
        int slash = key.indexOf('/');
        return slash < 0 ? key : key.substring(0, slash);
    }

    /** Returns the key of frames, faces and emotions. */
    public static String source(String lectureId, String sourceId) {
        return lectureId + "/" + sourceId;
    }

    /** Returns the key of a source's status. */
    public static String run(String lectureId, String sourceId, String run) {
        return source(lectureId, sourceId) + "/" + run;
    }

    /** Returns the key of attention. */
    public static String track(String lectureId, String sourceId, long trackId) {
        return lectureId + "/" + sourceId + "/" + trackId;
    }

    /** Returns the key of moods. */
    public static String window(String lectureId, Instant start) {
        return lectureId + "/" + start;
    }
}
