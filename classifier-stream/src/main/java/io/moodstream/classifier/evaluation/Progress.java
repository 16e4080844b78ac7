package io.moodstream.classifier.evaluation;

/** Told again and again how far a long job is. */
@FunctionalInterface
public interface Progress {
    /**
     * Called from the working thread, so it should be quick.
     *
     * @param done bytes of the data that are read
     * @param total bytes of the data
     */
    void at(long done, long total);
}
