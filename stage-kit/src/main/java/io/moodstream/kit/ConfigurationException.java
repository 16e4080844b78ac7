package io.moodstream.kit;

import java.util.List;

/** Reports faulty settings; the message names every fault with its key, one per line. */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * Creates an exception with several faults.
     *
     * @param faults one sentence each, naming the key, the value and what is expected
     */
    public ConfigurationException(List<String> faults) {
        super(String.join("\n", faults));
    }

    /**
     * Creates an exception with one fault.
     *
     * @param fault one sentence naming the key, the value and what is expected
     */
    public ConfigurationException(String fault) {
        this(List.of(fault));
    }
}
