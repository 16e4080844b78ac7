package io.moodstream.schemas;

import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;

/** Tells whose a record is. */
public final class Users {
    private Users() {}

    /** Returns the pseudonym of the user that a record is about; empty if it is about none, or is no record of ours. */
    public static Optional<String> of(Object value) {
        return field(value, "userId").map(Object::toString);
    }

    /** Returns whether a record is a probe of the recommender, which is about no source and nobody. */
    public static boolean isProbe(Object value) {
        return field(value, "signal").filter(SourceSignal.PROBE::equals).isPresent();
    }

    private static Optional<Object> field(Object value, String name) {
        if (value instanceof SpecificRecordBase record) {
            Schema.Field field = record.getSchema().getField(name);
            return field == null ? Optional.empty() : Optional.ofNullable(record.get(field.pos()));
        }
        return Optional.empty();
    }
}
