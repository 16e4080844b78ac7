package io.moodstream.classifier;

import ai.onnxruntime.OrtException;
import java.nio.FloatBuffer;

/** Computes a network. Safe for use by many threads at once. */
interface Network extends AutoCloseable {
    /** Returns the size of the call that takes so many faces: more are filled up with 0. */
    int size(int faces);

    /** Returns whether it takes one face at a time, so that a larger call only takes longer. */
    default boolean oneByOne() {
        return false;
    }

    /** Returns the output, size x classes, of a direct buffer of size faces. */
    FloatBuffer run(FloatBuffer input, int size) throws OrtException;

    @Override
    void close();
}
