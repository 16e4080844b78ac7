package io.moodstream.recommender;

import io.moodstream.kit.UsesKafka;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Stores parts of lectures under the keys {@code lectureId/part}, so that the parts of a lecture are adjacent, in the
 * order of their names.
 *
 * @param store the store
 * @param <V> the parts' type
 */
@UsesKafka
record LectureStore<V>(KeyValueStore<String, V> store) {
    /** As many as the largest time has. */
    private static final int DIGITS = 19;

    /** Returns a time as a name, so that names sort as times do. UTC milliseconds, at least 0. */
    static String name(long time) {
        String digits = Long.toString(time);
        return "0".repeat(Math.max(0, DIGITS - digits.length())) + digits;
    }

    @Nullable
    V get(String lectureId, String part) {
        return store.get(key(lectureId, part));
    }

    void put(String lectureId, String part, V value) {
        store.put(key(lectureId, part), value);
    }

    /** Adds a part unless it exists; returns whether it was added. */
    boolean add(String lectureId, String part, V value) {
        return store.putIfAbsent(key(lectureId, part), value) == null;
    }

    /** Returns all parts whose names begin with the prefix, in the order of their names. */
    List<V> all(String lectureId, String prefix) {
        return entries(lectureId, prefix).stream().map(entry -> entry.value).toList();
    }

    /** Keeps the first parts whose names begin with the prefix, and deletes the others. */
    void keepFirst(int count, String lectureId, String prefix) {
        entries(lectureId, prefix).stream().skip(count).forEach(entry -> store.delete(entry.key));
    }

    void delete(String lectureId, String part) {
        store.delete(key(lectureId, part));
    }

    /** Deletes all parts whose names begin with the prefix. */
    void deleteAll(String lectureId, String prefix) {
        entries(lectureId, prefix).forEach(entry -> store.delete(entry.key));
    }

    /** Deletes all parts whose names are before this one. */
    void deleteBefore(String lectureId, String name) {
        entries(lectureId, "").stream()
                .filter(entry -> entry.key.compareTo(key(lectureId, name)) < 0)
                .forEach(entry -> store.delete(entry.key));
    }

    /** Deletes all parts whose names are such. */
    void deleteKeys(String lectureId, Predicate<String> which) {
        entries(lectureId, "").stream().map(entry -> entry.key).filter(which).forEach(store::delete);
    }

    void deleteIf(String lectureId, Predicate<V> which) {
        entries(lectureId, "").stream()
                .filter(entry -> which.test(entry.value))
                .forEach(entry -> store.delete(entry.key));
    }

    /** Returns all parts whose names begin with the prefix with their keys, in the order of their names. */
    List<KeyValue<String, V>> entries(String lectureId, String prefix) {
        List<KeyValue<String, V>> entries = new ArrayList<>();
        try (var found = store.prefixScan(key(lectureId, prefix), new StringSerializer())) {
            found.forEachRemaining(entries::add);
        }
        return entries;
    }

    private static String key(String lectureId, String part) {
        return lectureId + "/" + part;
    }
}
