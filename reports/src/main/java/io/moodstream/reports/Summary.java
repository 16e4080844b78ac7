package io.moodstream.reports;

import io.moodstream.reports.statistics.Band;
import io.moodstream.reports.words.Messages;
import io.moodstream.schemas.Emotion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Summarizes the main findings in a few sentences. */
final class Summary {
    private final Findings findings;
    private final Messages messages;
    private final ReportText text;

    Summary(Findings findings, Messages messages, ReportText text) {
        this.findings = findings;
        this.messages = messages;
        this.text = text;
    }

    /** Returns the main findings in a few sentences. */
    List<String> sentences() {
        Mood mood = findings.mood();
        if (mood == null) {
            return List.of(whyNot());
        }
        List<String> sentences = new ArrayList<>();
        sentences.addAll(shares(mood.whole()));
        sentences.add(changes(mood));
        if (findings.coverage().lateFrames() > 0) {
            sentences.add(
                    messages.text("summary.late", "count", findings.coverage().lateFrames()));
        }
        findings.comparisons().forEach(other -> sentences.add(comparison(other)));
        return sentences;
    }

    /** Returns the reason why there is no mood. */
    String whyNot() {
        if ((findings.minimumGroup() > 0 && findings.coverage().withheldWindows() > 0)
                || findings.participants() < findings.minimumGroup()) {
            return messages.text("why.small-group", "count", findings.minimumGroup());
        }
        if (findings.coverage().windows() > 0) {
            return messages.text("why.no-timeline");
        }
        return messages.text("why.no-window");
    }

    /** Returns the most frequent expression, and those that cannot be told apart from it, three in all at most. */
    private List<String> shares(@Nullable TimeSlice whole) {
        if (whole == null) {
            return List.of(messages.text("summary.no-shares"));
        }
        List<Map.Entry<Emotion, Band>> most = whole.estimated().entrySet().stream()
                .sorted(Comparator.comparingDouble(entry -> -entry.getValue().share()))
                .limit(3)
                .toList();
        Band first = most.get(0).getValue();
        List<String> sentences = new ArrayList<>();
        sentences.add(share("summary.shares", most.get(0)));
        most.stream()
                .skip(1)
                .filter(entry -> !entry.getValue().isApartFrom(first))
                .forEach(entry -> sentences.add(share("summary.shares-near", entry)));
        return sentences;
    }

    private String share(String message, Map.Entry<Emotion, Band> estimate) {
        return messages.text(
                message,
                "expression",
                messages.looks(estimate.getKey()),
                "share",
                text.percent(estimate.getValue().share()),
                "band",
                text.band(estimate.getValue()));
    }

    private String changes(Mood mood) {
        if (!mood.changesSought()) {
            return messages.text("summary.changes-not-sought");
        }
        List<MoodChange> changes = mood.changes();
        if (changes.isEmpty()) {
            return messages.text("changes.none");
        }
        MoodChange surest = changes.stream()
                .min(Comparator.comparingDouble(MoodChange::p).thenComparing(MoodChanges::bySize))
                .orElseThrow();
        Marker marker = surest.marker();
        return messages.text(
                marker == null ? "summary.changes" : "summary.changes-after-note",
                "count",
                changes.size(),
                "at",
                text.clock(surest.at()),
                "note",
                marker == null ? "" : marker.text(),
                "largest",
                text.largest(surest));
    }

    private String comparison(Comparison other) {
        if (other.shares() == null) {
            return messages.text("summary.not-comparable", "lecture", other.lecture());
        }
        return other.apart().isEmpty()
                ? messages.text("summary.similar", "lecture", other.lecture())
                : messages.text(
                        "summary.different",
                        "lecture",
                        other.lecture(),
                        "expressions",
                        messages.list(
                                other.apart().stream().map(messages::looks).toList()));
    }
}
