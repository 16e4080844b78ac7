package io.moodstream.kit;

/** Hears how far a long-running job is. */
@FunctionalInterface
public interface Progress {
    /**
     * Hears how much is done. Called from the working thread, so it should be quick.
     *
     * @param done bytes, pictures or whatever the job counts
     * @param total of the same, when the job is over
     */
    void at(long done, long total);
}
