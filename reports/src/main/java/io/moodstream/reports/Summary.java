package io.moodstream.reports;

import io.moodstream.reports.statistics.Band;
import io.moodstream.schemas.Emotion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Summarizes the main findings in a few sentences. */
final class Summary {
    private final Findings findings;
    private final ReportText text;

    Summary(Findings findings, ReportText text) {
        this.findings = findings;
        this.text = text;
    }

    /** Returns the main findings in a few sentences. */
    List<String> sentences() {
        Mood mood = findings.mood();
        if (mood == null) {
            return List.of(whyNot());
        }
        List<String> sentences = new ArrayList<>();
        sentences.add(shares(mood.whole()));
        sentences.add(changes(mood));
        if (findings.coverage().lateFrames() > 0) {
            sentences.add(ReportText.lateFrames(findings.coverage().lateFrames()) + " to be counted.");
        }
        findings.comparisons().forEach(other -> sentences.add(comparison(other)));
        return sentences;
    }

    /** Returns the reason why there is no mood. */
    String whyNot() {
        if ((findings.minimumGroup() > 0 && findings.coverage().withheldWindows() > 0)
                || findings.participants() < findings.minimumGroup()) {
            return "There is no mood: at no time were there " + findings.minimumGroup()
                    + " people with readable faces, which is the minimum group.";
        }
        if (findings.coverage().windows() > 0) {
            return "There is no mood: an older version of moodstream recorded this lecture, without a timeline.";
        }
        return "There is no mood: there is not enough evidence, because no window has a mood.";
    }

    private static String shares(@Nullable TimeSlice whole) {
        if (whole == null) {
            return "There is not enough evidence for the shares over the whole lecture.";
        }
        Map.Entry<Emotion, Band> most = whole.estimated().entrySet().stream()
                .max(Comparator.comparingDouble(entry -> entry.getValue().share()))
                .orElseThrow();
        return "Over the whole lecture the most frequent visible expression was " + MoodText.looks(most.getKey())
                + ", an"
                + " estimated " + ReportText.percent(most.getValue().share()) + " of the readable faces (95 % band "
                + ReportText.band(most.getValue()) + ").";
    }

    private String changes(Mood mood) {
        if (!mood.changesSought()) {
            return "There is not enough evidence for changes of the mood.";
        }
        List<MoodChange> changes = mood.changes();
        if (changes.isEmpty()) {
            return "The mood did not change more than it usually fluctuates.";
        }
        MoodChange surest = changes.stream()
                .min(Comparator.comparingDouble(MoodChange::p).thenComparing(MoodChanges::bySize))
                .orElseThrow();
        String marker = surest.marker() == null
                ? ""
                : ", after \u201c" + surest.marker().text() + "\u201d";
        return "The mood changed " + ReportText.times(changes.size())
                + (changes.size() == 1 ? ", at " : "; most clearly at ") + text.clock(surest.at()) + marker + ": "
                + ReportText.largest(surest) + ".";
    }

    private static String comparison(Comparison other) {
        if (other.shares() == null) {
            return "There is not enough evidence to compare with " + other.lecture() + ".";
        }
        return other.apart().isEmpty()
                ? "No share differs clearly from that of " + other.lecture() + "."
                : "Clearly different from " + other.lecture() + ": "
                        + String.join(
                                ", ",
                                other.apart().stream().map(MoodText::looks).toList()) + ".";
    }
}
