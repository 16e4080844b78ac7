package io.moodstream.launcher.benchmark;

import java.util.Map;
import java.util.TreeMap;

/** Counts errors under load by kind. Thread-safe. */
public final class LoadErrors {
    private static final int MOST_KINDS = 20;
    private static final String OTHERS = "others";

    private final Map<String, Long> byKind = new TreeMap<>();

    /** Counts an error; kinds beyond the first twenty are counted together. */
    synchronized void add(String kind) {
        boolean known = byKind.containsKey(kind) || byKind.size() < MOST_KINDS;
        byKind.merge(known ? kind : OTHERS, 1L, Long::sum);
    }

    synchronized long count() {
        return byKind.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Returns the number of errors of each kind. */
    public synchronized Map<String, Long> byKind() {
        return new TreeMap<>(byKind);
    }
}
