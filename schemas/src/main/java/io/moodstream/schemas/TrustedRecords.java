package io.moodstream.schemas;

import org.apache.avro.util.ClassSecurityValidator;

/**
 * Makes Avro trust the record classes of this project: since 1.12.2 it instantiates trusted classes only. Serdes do so by
 * themselves; who builds a record before there is any calls it first.
 */
public final class TrustedRecords {
    private static final String OURS = "io.moodstream.";

    static {
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.DEFAULT,
                (Class<?> type) -> type.getName().startsWith(OURS)));
    }

    private TrustedRecords() {}

    /** Registers the trust, once per process. */
    public static void trust() {}
}
