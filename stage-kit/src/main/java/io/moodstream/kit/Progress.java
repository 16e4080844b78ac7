package io.moodstream.kit;

/** Receives the progress of a long-running job. */
@FunctionalInterface
public interface Progress {
    /**
     * Receives how much is done. It is called from the working thread, so it should be quick.
     *
     * @param done how much is done, in the unit of the job, such as bytes or pictures
     * @param total how much the whole job is, in the same unit
     */
    void at(long done, long total);
}
