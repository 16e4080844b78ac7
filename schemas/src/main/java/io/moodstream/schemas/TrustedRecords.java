package io.moodstream.schemas;

import org.apache.avro.util.ClassSecurityValidator;

/** Avro (from 1.12.2) instantiates only classes it was told to trust; these are the ones under our own package. */
final class TrustedRecords {
    private static final String OURS = "io.moodstream.";

    static {
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.DEFAULT,
                (Class<?> type) -> type.getName().startsWith(OURS)));
    }

    private TrustedRecords() {}

    /** Loads this class, which registers the trust once. */
    static void trust() {}
}
