package io.moodstream.kit;

import java.util.List;

/** The settings are wrong; the message names every fault with its key, one a line. */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * @param faults one sentence each, naming the key, the value and what is expected
     */
    public ConfigurationException(List<String> faults) {
        super(String.join("\n", faults));
    }

    /**
     * @param fault one sentence naming the key, the value and what is expected
     */
    public ConfigurationException(String fault) {
        this(List.of(fault));
    }
}
