package io.moodstream.recommender;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * Ids seen, each once. Where there are more than any lecture has, the first ones by name stay, so that it does not
 * matter in which order they came.
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

    /** Adds one; an empty one is none. */
    void add(String id) {
        if (!id.isEmpty() && ids.add(id) && ids.size() > MOST) {
            ids.pollLast();
        }
    }

    /** All of them, sorted. */
    List<String> list() {
        return List.copyOf(ids);
    }
}
