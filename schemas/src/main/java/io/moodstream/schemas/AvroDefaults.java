package io.moodstream.schemas;

import org.apache.avro.SystemLimitException;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * Makes Avro trust the record classes of this project, since from 1.12.2 on it instantiates trusted classes only, and
 * no length in a record that is larger than a record: by default it makes room for up to 2 GB before it sees that the
 * record is shorter, and a forged length would end a stage. Serdes do so by themselves; who reads or builds a record before
 * there is any calls {@link #set} first.
 */
public final class AvroDefaults {
    private static final String OURS = "io.moodstream.";

    static {
        // Avro looks at them once, when it reads its first record.
        limit(SystemLimitException.MAX_BYTES_LENGTH_PROPERTY);
        limit(SystemLimitException.MAX_STRING_LENGTH_PROPERTY);
        limit(SystemLimitException.MAX_COLLECTION_LENGTH_PROPERTY);
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.DEFAULT,
                (Class<?> type) -> type.getName().startsWith(OURS)));
    }

    private AvroDefaults() {}

    /** Nothing in a record can be longer than a record. */
    private static void limit(String property) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, Integer.toString(Topics.MAX_RECORD_BYTES));
        }
    }

    /** Sets them, once per process. */
    public static void set() {}
}
