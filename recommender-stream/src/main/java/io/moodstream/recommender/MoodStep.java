package io.moodstream.recommender;

import io.moodstream.recommender.LectureWindows.Window;
import io.moodstream.schemas.LectureMood;
import java.util.Collection;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What happens to the windows of a lecture. */
sealed interface MoodStep {
    /** A window is open and has a mood so far. */
    record Updated(LectureMood mood) implements MoodStep {}

    /**
     * A window has closed, for the first time or again.
     *
     * @param mood its final mood
     * @param first earliest capturedAt in it, UTC milliseconds
     * @param last latest capturedAt in it, UTC milliseconds
     * @param sources ids of the sources with frames in it
     * @param detectors ids of the detectors
     * @param models ids of the classifier models
     */
    record Closed(
            LectureMood mood, long first, long last, Set<String> sources, Set<String> detectors, Set<String> models)
            implements MoodStep {

        static Closed of(LectureMood mood, Window window) {
            var tallies = window.tallies().values();
            return new Closed(
                    mood,
                    tallies.stream().mapToLong(WindowTally::first).min().orElseThrow(),
                    tallies.stream().mapToLong(WindowTally::last).max().orElseThrow(),
                    Set.copyOf(window.tallies().keySet()),
                    ids(window, WindowTally::detectors),
                    ids(window, WindowTally::models));
        }

        private static Set<String> ids(Window window, Function<WindowTally, Collection<String>> which) {
            return window.tallies().values().stream()
                    .flatMap(tally -> which.apply(tally).stream())
                    .collect(Collectors.toSet());
        }
    }

    /**
     * The next window to close is so much later than the one before that the lecture begins anew with it.
     *
     * @param start first instant of that window, UTC milliseconds
     */
    record BegunAnew(String lectureId, long start) implements MoodStep {}
}
