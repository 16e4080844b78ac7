package io.moodstream.detector;

import java.nio.ByteBuffer;

/**
 * Holds the mean colours beside a face: hair, shoulders and what is behind, not the face itself. Enough to notice that
 * a place of a gallery shows another picture than a moment ago; too coarse to know anybody again.
 *
 * @param colours eight colours, three bytes each; empty if the face belongs to no gallery
 */
record Surroundings(byte[] colours) {
    /** Of a face that belongs to no gallery. */
    static final Surroundings NONE = new Surroundings(new byte[0]);

    static Surroundings of(ByteBuffer stored) {
        byte[] colours = new byte[stored.remaining()];
        stored.duplicate().get(colours);
        return new Surroundings(colours);
    }

    /** Returns whether nothing is known. */
    boolean isEmpty() {
        return colours.length == 0;
    }

    /** Returns the mean difference from others, 0 to 255; both are known. */
    double difference(Surroundings other) {
        double sum = 0;
        for (int i = 0; i < colours.length; i++) {
            sum += Math.abs((colours[i] & 0xff) - (other.colours[i] & 0xff));
        }
        return sum / colours.length;
    }
}
