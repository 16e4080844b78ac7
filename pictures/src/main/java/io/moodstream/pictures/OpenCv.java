package io.moodstream.pictures;

import org.bytedeco.opencv.global.opencv_core;

/** Sets OpenCV's process-wide options. */
public final class OpenCv {
    static {
        // Whoever decodes has several threads already.
        opencv_core.setNumThreads(1);
    }

    private OpenCv() {}

    /** Loads the native libraries and sets the options, once. */
    public static void prepare() {}
}
