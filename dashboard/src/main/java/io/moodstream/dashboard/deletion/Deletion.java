package io.moodstream.dashboard.deletion;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.moodstream.kit.OutlivedRecords;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of a lecture or a user that was deleted, so far.
 *
 * @param name its id
 * @param at when it was deleted, by the broker's clock
 * @param left how many topics are still to be read for its records; nothing shows them any more
 * @param failed whether the server gave up because Kafka did not answer, or because records of it still came; the next {@code DELETE} of it deletes the
 *     records that are left
 * @param deleted how many records were deleted, by topic
 * @param kept the topics that hold records of others beside its own, which Kafka deletes only together
 */
public record Deletion(
        @JsonProperty("lecture") String name,

        @JsonSerialize(using = ToStringSerializer.class) Instant at,

        int left,
        boolean failed,
        Map<String, Long> deleted,
        List<Kept> kept) {

    /** Copies the collections. */
    public Deletion {
        deleted = Collections.unmodifiableMap(new LinkedHashMap<>(deleted)); // in the order of the work
        kept = List.copyOf(kept);
    }

    /** Returns the same, given up. */
    public Deletion givenUp() {
        return new Deletion(name, at, left, true, deleted, kept);
    }

    /** Returns the same after an earlier pass, whose records count, too. */
    Deletion after(Deletion earlier, int nowLeft, boolean nowFailed) {
        Map<String, Long> all = new LinkedHashMap<>(earlier.deleted);
        deleted.forEach((topic, records) -> all.merge(topic, records, Long::sum));
        return new Deletion(name, at, nowLeft, nowFailed, all, kept);
    }

    /**
     * A topic that may still hold records of it. Nothing of moodstream shows them.
     *
     * @param topic its name
     * @param until when Kafka has deleted them by itself; null if the topic keeps its records for ever
     */
    public record Kept(
            String topic,

            @JsonSerialize(using = ToStringSerializer.class) @Nullable
            Instant until) {}

    /**
     * Returns the topic with what is left in it.
     *
     * @param retention for how long Kafka keeps its records; negative means for ever
     */
    static Kept kept(String topic, Instant at, Duration retention) {
        return new Kept(topic, retention.isNegative() ? null : at.plus(OutlivedRecords.goneAfter(retention)));
    }
}
