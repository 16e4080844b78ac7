package io.moodstream.reports;

import io.moodstream.schemas.LectureReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A lecture's windows in the order of time.
 *
 * @param from first instant of the lecture or of its first window, whichever is earlier
 * @param to last instant, likewise
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
            boolean cut = report.getWindows() + report.getWithheldWindows() > windows.size();
            to = cut || last.isAfter(to) ? last : to; // of what a long lecture's record leaves out nothing is told
        }
        return new LectureTimeline(from, to, windows);
    }

    /** Those with a mood. */
    List<Window> told() {
        return windows.stream().filter(Window::isTold).toList();
    }

    /** Those with a mood that lie within. */
    List<Window> told(Instant since, Instant until) {
        return told().stream()
                .filter(window ->
                        !window.from().isBefore(since) && window.from().isBefore(until))
                .toList();
    }

    /** Windows that follow each other without a break and satisfy a condition, run by run. */
    List<List<Window>> runs(Predicate<Window> wanted) {
        List<List<Window>> runs = new ArrayList<>();
        Instant reached = Instant.MIN;
        for (Window window : windows) {
            if (wanted.test(window)) {
                if (!window.from().equals(reached)) {
                    runs.add(new ArrayList<>());
                }
                runs.get(runs.size() - 1).add(window);
                reached = window.to();
            }
        }
        return runs;
    }

    /** The stretches without a mood. */
    List<Gap> gaps() {
        List<Gap> gaps = new ArrayList<>();
        Instant reached = from;
        for (Window window : windows) {
            add(gaps, reached, window.from(), Gap.Reason.NO_FRAMES);
            if (!window.isTold()) {
                add(gaps, window.from(), window.to(), Gap.Reason.SMALL_GROUP);
            }
            reached = window.to();
        }
        add(gaps, reached, to, Gap.Reason.NO_FRAMES);
        return gaps;
    }

    private static void add(List<Gap> gaps, Instant from, Instant to, Gap.Reason reason) {
        if (!to.isAfter(from)) {
            return;
        }
        Gap gap = new Gap(from, to, reason);
        Gap last = gaps.isEmpty() ? gap : gaps.get(gaps.size() - 1);
        if (last != gap && last.goesOnWith(gap)) {
            gaps.set(gaps.size() - 1, new Gap(last.from(), to, reason));
        } else {
            gaps.add(gap);
        }
    }
}
