package io.moodstream.detector.models;

import org.bytedeco.opencv.global.opencv_core;

/** OpenCV's process-wide switches. */
final class OpenCv {
    static {
        // The stream threads are the parallelism.
        opencv_core.setNumThreads(1);
    }

    private OpenCv() {}

    /** Loads the natives and sets the switches, once. */
    static void prepare() {}
}
