package io.moodstream.dashboard.deletion;

import java.util.function.Consumer;

/** Deletes what the topics hold of a lecture or of a user: first it is hidden, which is quick, then it is removed. */
public interface Remover {
    /** Marks it as deleted: from now on nothing shows it. */
    Hidden hide(String name);

    /**
     * Deletes its records, which may take minutes.
     *
     * @param progress gets what is done after each topic
     */
    void remove(Hidden hidden, Consumer<Deletion> progress);
}
