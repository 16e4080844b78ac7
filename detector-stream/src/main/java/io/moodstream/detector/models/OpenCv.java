package io.moodstream.detector.models;

import org.bytedeco.opencv.global.opencv_core;

/** Sets OpenCV's process-wide options. */
final class OpenCv {
    static {
        // The stream threads run in parallel already.
        opencv_core.setNumThreads(1);
    }

    private OpenCv() {}

    /** Loads the native libraries and sets the options, once. */
    static void prepare() {}
}
