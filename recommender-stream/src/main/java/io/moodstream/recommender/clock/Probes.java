package io.moodstream.recommender.clock;

import java.util.Set;

/**
 * Sends probes through the pipeline. A probe comes out of it, in the topic emotions, after everything that was
 * published to its partition before.
 */
public interface Probes {
    /** Returns the run that all probes of this sender have. */
    String run();

    /**
     * Sends one probe of a lecture into every partition.
     *
     * @param number the sequence number that the probes have
     * @return the ids of the sources as which they come back, one for each partition; empty if Kafka does not respond
     */
    Set<String> send(String lectureId, long number);
}
