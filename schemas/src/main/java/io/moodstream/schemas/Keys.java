package io.moodstream.schemas;

import java.time.Instant;
import java.util.regex.Pattern;

/** How keys are made of names. */
public final class Keys {
    /**
     * The lecture id of single pictures that belong to no lecture, each with a user of its own: they have no moods, no
     * attention and no report, and are recommended for at once.
     */
    public static final String PHOTOS = "photos";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    private Keys() {}

    /** Whether this may be the id of a lecture, source or user: 1 to 100 characters out of A-Z a-z 0-9 . _ - */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** Key of frames, faces and emotions. */
    public static String source(String lectureId, String sourceId) {
        return lectureId + "/" + sourceId;
    }

    /** Key of attention. */
    public static String track(String lectureId, String sourceId, long trackId) {
        return lectureId + "/" + sourceId + "/" + trackId;
    }

    /** Key of moods. */
    public static String window(String lectureId, Instant start) {
        return lectureId + "/" + start;
    }
}
