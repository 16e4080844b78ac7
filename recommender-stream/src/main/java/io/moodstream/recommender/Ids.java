package io.moodstream.recommender;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * Collects ids, each once. If there are more than any lecture has, the first ones in alphabetical order are kept, so
 * that the order of arrival does not matter.
 */
final class Ids {
    private static final int MOST = 50;

    private final TreeSet<String> ids;

    private Ids(TreeSet<String> ids) {
        this.ids = ids;
    }

    static Ids of(Collection<String> known) {
        return new Ids(new TreeSet<>(known));
    }

    /** Adds an id; ignores an empty one. */
    void add(String id) {
        if (!id.isEmpty() && ids.add(id) && ids.size() > MOST) {
            ids.pollLast();
        }
    }

    /** Returns all ids, sorted. */
    List<String> list() {
        return List.copyOf(ids);
    }
}
