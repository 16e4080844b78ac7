package io.moodstream.launcher.benchmark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/** How a gallery changes from one picture to the next. */
enum GalleryChange {
    NOTHING("nothing changes", students -> students),
    JOINS_FIRST("a person joins at the start", students -> joins(students, 0)),
    JOINS_MIDDLE("a person joins in the middle", students -> joins(students, students.size() / 2)),
    JOINS_LAST("a person joins at the end", students -> joins(students, students.size())),
    LEAVES_FIRST("the first person leaves", students -> leaves(students, 0)),
    LEAVES_MIDDLE("a person in the middle leaves", students -> leaves(students, students.size() / 2)),
    COMES_FIRST("the last person comes first", students -> moves(students, students.size() - 1, 0)),
    SHUFFLED("the order is another one", GalleryChange::shuffled);

    /** The student who joins is none of the others. */
    private static final int NEWCOMER = 49;

    private final String words;
    private final UnaryOperator<List<Integer>> change;

    GalleryChange(String words, UnaryOperator<List<Integer>> change) {
        this.words = words;
        this.change = change;
    }

    /** Returns what happens, in words. */
    String words() {
        return words;
    }

    /** Returns the gallery after the change. */
    Gallery after(Gallery before) {
        return new Gallery(change.apply(before.students()));
    }

    private static List<Integer> joins(List<Integer> students, int place) {
        List<Integer> after = new ArrayList<>(students);
        after.add(place, NEWCOMER);
        return after;
    }

    private static List<Integer> leaves(List<Integer> students, int place) {
        List<Integer> after = new ArrayList<>(students);
        after.remove(place);
        return after;
    }

    private static List<Integer> moves(List<Integer> students, int from, int to) {
        List<Integer> after = new ArrayList<>(students);
        after.add(to, after.remove(from));
        return after;
    }

    private static List<Integer> shuffled(List<Integer> students) {
        List<Integer> after = new ArrayList<>(students);
        Collections.shuffle(after, new Random(students.size()));
        return after;
    }
}
