package io.moodstream.recommender;

import io.moodstream.kit.UsesKafka;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Parts of lectures in a store with keys {@code lectureId/part}: those of a lecture lie together, in the order of their
 * names.
 *
 * @param store where they are
 * @param <V> the parts
 */
@UsesKafka
record LectureStore<V>(KeyValueStore<String, V> store) {

    /** A time as a name, so that the order of names is that of times. UTC milliseconds, at least 0. */
    static String name(long time) {
        return String.format(Locale.ROOT, "%019d", time);
    }

    @Nullable
    V get(String lectureId, String part) {
        return store.get(key(lectureId, part));
    }

    void put(String lectureId, String part, V value) {
        store.put(key(lectureId, part), value);
    }

    /** Puts a part unless it is there; says whether it was not. */
    boolean add(String lectureId, String part, V value) {
        return store.putIfAbsent(key(lectureId, part), value) == null;
    }

    /** All whose names begin so, in their order. */
    List<V> all(String lectureId, String prefix) {
        return entries(lectureId, prefix).stream().map(entry -> entry.value).toList();
    }

    /** Leaves the first so many of those whose names begin so. */
    void keepFirst(int count, String lectureId, String prefix) {
        entries(lectureId, prefix).stream().skip(count).forEach(entry -> store.delete(entry.key));
    }

    void deleteIf(String lectureId, Predicate<V> which) {
        entries(lectureId, "").stream()
                .filter(entry -> which.test(entry.value))
                .forEach(entry -> store.delete(entry.key));
    }

    private List<KeyValue<String, V>> entries(String lectureId, String prefix) {
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
