package io.moodstream.launcher.benchmark;

import java.util.Locale;

/** Lists the kinds of sources that the pipeline is measured with; their number grows with the cores. */
public enum SourceMix {
    /** Webcams of one student each, 640x480. */
    WEBCAM,
    /** Galleries of 25 students, 1280x720. */
    GALLERY,
    /** Webcams and galleries at the same time. */
    MIX;

    /** There are no more students in the bundled class. */
    private static final int MOST_WEBCAMS = 25;

    /** Returns the number of webcams on a machine with this many cores. */
    int webcams(int cores) {
        return this == GALLERY ? 0 : Math.min(MOST_WEBCAMS, 2 * cores);
    }

    /** Returns the number of galleries on a machine with this many cores. */
    int galleries(int cores) {
        return switch (this) {
            case WEBCAM -> 0;
            case GALLERY -> cores;
            case MIX -> (cores + 1) / 2;
        };
    }

    /** Returns its name as options and results have it. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
