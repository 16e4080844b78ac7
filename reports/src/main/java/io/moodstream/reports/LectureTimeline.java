package io.moodstream.reports;

import io.moodstream.schemas.LectureReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Holds a lecture's windows in the order of time.
 *
 * @param from first instant of the lecture or of its first window, whichever is earlier
 * @param to last instant of the lecture or of its last window, whichever is later
 * @param windows in the order of time
 */
record LectureTimeline(Instant from, Instant to, List<Window> windows) {

    static LectureTimeline of(LectureReport report) {
        List<Window> windows = report.getTimeline().stream()
                .map(window -> Window.of(window, report.getMinimumGroup()))
                .toList();
        Instant from = report.getStartedAt();
        Instant to = report.getEndedAt();
        if (!windows.isEmpty()) {
            Instant first = windows.get(0).from();
            Instant last = windows.get(windows.size() - 1).to();
            from = first.isBefore(from) ? first : from;
            boolean cut = report.getWindows() + report.getWithheldWindows() > counted(windows);
            to = cut || last.isAfter(to) ? last : to; // the record of a very long lecture leaves out its last windows
        }
        return new LectureTimeline(from, to, windows);
    }

    /** Returns the windows with a mood. */
    List<Window> withMood() {
        return windows.stream().filter(Window::hasMood).toList();
    }

    /** Returns how many windows have frames but no mood. */
    int withheld() {
        return counted(windows) - withMood().size();
    }

    /** Counts the windows that have frames; others are there only for frames that came too late. */
    private static int counted(List<Window> windows) {
        return (int) windows.stream().filter(window -> window.frames() > 0).count();
    }

    /** Returns the windows with a mood that begin in the given time. */
    List<Window> withMood(Instant since, Instant until) {
        return withMood().stream()
                .filter(window ->
                        !window.from().isBefore(since) && window.from().isBefore(until))
                .toList();
    }

    /**
     * Returns the segments of the timeline: windows that satisfy a condition and follow each other without a break.
     */
    List<List<Window>> segments(Predicate<Window> wanted) {
        List<List<Window>> segments = new ArrayList<>();
        Instant reached = Instant.MIN;
        for (Window window : windows) {
            if (wanted.test(window)) {
                if (!window.from().equals(reached)) {
                    segments.add(new ArrayList<>());
                }
                segments.get(segments.size() - 1).add(window);
                reached = window.to();
            }
        }
        return segments;
    }

    /** Returns how many windows have a mood although frames of them came too late. */
    int incomplete() {
        return (int)
                withMood().stream().filter(window -> window.lateFrames() > 0).count();
    }

    /** Returns the times without a mood, in order. */
    List<Gap> gaps() {
        List<Gap> gaps = new ArrayList<>();
        Instant reached = from;
        for (Window window : windows) {
            add(gaps, new Gap(reached, window.from(), Gap.Reason.NO_FRAMES, 0));
            if (!window.hasMood()) {
                Gap.Reason reason = window.lateFrames() > 0 ? Gap.Reason.LATE_FRAMES : Gap.Reason.SMALL_GROUP;
                add(gaps, new Gap(window.from(), window.to(), reason, window.lateFrames()));
            }
            reached = window.to();
        }
        add(gaps, new Gap(reached, to, Gap.Reason.NO_FRAMES, 0));
        return gaps;
    }

    private static void add(List<Gap> gaps, Gap gap) {
        if (!gap.to().isAfter(gap.from())) {
            return;
        }
        Gap last = gaps.isEmpty() ? gap : gaps.get(gaps.size() - 1);
        if (last != gap && last.continuesWith(gap)) {
            gaps.set(gaps.size() - 1, last.and(gap));
        } else {
            gaps.add(gap);
        }
    }
}
