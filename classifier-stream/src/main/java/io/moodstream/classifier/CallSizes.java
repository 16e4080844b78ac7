package io.moodstream.classifier;

import io.moodstream.kit.ConfigurationException;
import java.util.Arrays;
import java.util.List;

/**
 * Holds the numbers of faces that a call on a GPU can have. A network that sees another number than before waits a third
 * of a second for cuDNN's search, so each number has a session of its own, and fewer faces are filled up.
 *
 * @param sizes in rising order
 */
record CallSizes(List<Integer> sizes) {
    /** Bounds the padding: more faces a call gain nothing on any GPU that was measured. */
    private static final int LARGEST = 1024;

    /** The size of a network that takes one face at a time. */
    static final CallSizes ONE = new CallSizes(List.of(1));

    CallSizes {
        sizes = List.copyOf(sizes);
    }

    /**
     * Reads the setting.
     *
     * @throws ConfigurationException if it is no list of rising numbers
     */
    static CallSizes parse(String text) {
        try {
            List<Integer> sizes = Arrays.stream(text.split(","))
                    .map(String::strip)
                    .map(Integer::valueOf)
                    .toList();
            boolean rising = true;
            for (int i = 0; i < sizes.size(); i++) {
                rising &= sizes.get(i) > (i == 0 ? 0 : sizes.get(i - 1)) && sizes.get(i) <= LARGEST;
            }
            if (rising) {
                return new CallSizes(sizes);
            }
        } catch (NumberFormatException e) {
            // The message is the same.
        }
        throw new ConfigurationException("CLASSIFIER_GPU_SIZES is " + text + "; expected rising numbers from 1 to "
                + LARGEST + ", such as 1,8,32,128");
    }

    /** Returns the largest size. */
    int largest() {
        return sizes.get(sizes.size() - 1);
    }

    /** Returns the smallest size that holds so many faces, or the largest. */
    int holding(int faces) {
        return sizes.stream().filter(size -> size >= faces).findFirst().orElse(largest());
    }
}
