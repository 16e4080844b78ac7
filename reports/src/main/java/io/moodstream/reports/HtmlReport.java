package io.moodstream.reports;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.moodstream.reports.charts.ShareChart;
import io.moodstream.reports.statistics.Band;
import io.moodstream.schemas.Emotion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** Renders the report as one self-contained HTML page, which is well-formed XML, too, for the PDF. */
final class HtmlReport {
    private static final int MOST_GAPS = 12;
    private static final String CSS = text("report.css");
    private static final Template TEMPLATE =
            Mustache.compiler().emptyStringIsFalse(true).compile(text("report.html"));

    /**
     * The characters that XML 1.0 (its production Char) does not allow: with one of them in an id the page could not be
     * read.
     */
    private static final Pattern NOT_XML =
            Pattern.compile("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

    private static final String GROUP =
            "A mood is shown only if enough people were present and enough of their faces were readable, so that it is"
                    + " about a group and not about single persons.";

    private final Findings findings;
    private final ReportText text;
    private final ReportCharts charts;
    private final Map<String, Object> values = new HashMap<>();

    HtmlReport(Findings findings, ZoneId zone) {
        this.findings = findings;
        this.text = new ReportText(findings, zone);
        this.charts = new ReportCharts(findings, zone);
    }

    String html() {
        head();
        coverage();
        Mood mood = findings.mood();
        values.put("hasMood", mood != null);
        values.put("marked", !findings.markers().isEmpty());
        values.put("markers", findings.markers().stream().map(this::marker).toList());
        if (mood != null) {
            timeline(mood);
            changes(mood);
            shares(mood);
            values.put("attention", attention(mood));
        }
        comparisons();
        values.put("method", mood == null ? List.of(GROUP) : Method.of(mood));
        return NOT_XML.matcher(TEMPLATE.execute(values)).replaceAll("\uFFFD");
    }

    private void head() {
        Summary summary = new Summary(findings, text);
        values.put("css", CSS);
        boolean titled = !findings.title().isEmpty();
        values.put("lecture", findings.lecture());
        values.put("titled", titled);
        values.put("name", titled ? findings.title() : findings.lecture());
        values.put("date", text.date(findings.startedAt()));
        values.put("from", text.shortClock(findings.startedAt()));
        values.put("to", text.shortClock(findings.endedAt()));
        values.put("zone", text.zone());
        values.put("facts", facts());
        values.put("summary", summary.sentences());
        values.put("whyNot", summary.whyNot());
        values.put("ids", ids());
    }

    private List<Map<String, Object>> facts() {
        List<Map<String, Object>> facts = new ArrayList<>();
        facts.add(fact("length", ReportText.minutes(findings.length()).replaceFirst("minutes?", "min")));
        facts.add(fact("people seen", String.valueOf(findings.participants())));
        if (findings.sources() > 0) {
            facts.add(fact(findings.sources() == 1 ? "source" : "sources", String.valueOf(findings.sources())));
        }
        facts.add(fact(
                "of the people readable", ReportText.percent(findings.coverage().mean())));
        facts.add(fact("of the time with a mood", shareWithMood()));
        facts.add(fact(
                "frames", String.format(Locale.ROOT, "%,d", findings.frames()).replace(',', '\u202f')));
        return facts;
    }

    private String shareWithMood() {
        LectureTimeline timeline = findings.timeline();
        double withMood = timeline.withMood().stream()
                .mapToDouble(
                        window -> Duration.between(window.from(), window.to()).toMillis())
                .sum();
        double all =
                Math.max(1, Duration.between(timeline.from(), timeline.to()).toMillis());
        return ReportText.percent(withMood / all);
    }

    private static Map<String, Object> fact(String name, String value) {
        return Map.of("name", name, "value", value);
    }

    private String ids() {
        return "Lecture " + findings.lecture() + ". Models: " + ids(findings.models()) + ". Detectors: "
                + ids(findings.detectors()) + ". Minimum group: "
                + (findings.minimumGroup() > 0 ? findings.minimumGroup() : "not known") + ". Created by moodstream.";
    }

    private static String ids(List<String> ids) {
        return ids.isEmpty() ? "not known" : String.join(", ", ids);
    }

    private Map<String, Object> marker(Marker marker) {
        return Map.of("at", text.clock(marker.at()), "text", marker.text());
    }

    private void coverage() {
        Coverage coverage = findings.coverage();
        List<Gap> gaps = coverage.gaps();
        List<Gap> shown = gaps.stream()
                .sorted(Comparator.comparing(Gap::length).reversed())
                .limit(MOST_GAPS)
                .sorted(Comparator.comparing(Gap::from))
                .toList();
        values.put("coverage", coverageSentence(coverage));
        values.put("gapped", !shown.isEmpty());
        values.put("gaps", shown.stream().map(this::gap).toList());
        values.put("moreGaps", gaps.size() > shown.size());
        values.put("shown", shown.size());
        values.put("all", gaps.size());
    }

    private static String coverageSentence(Coverage coverage) {
        if (coverage.windows() == 0) {
            return "No window has a mood; " + coverage.withheldWindows() + " windows had too few people."
                    + late(coverage);
        }
        return "There is a mood for " + coverage.windows() + " windows; in them, on average, "
                + ReportText.percent(coverage.mean()) + " of the expected people were readable."
                + (coverage.withheldWindows() == 0
                        ? ""
                        : " " + coverage.withheldWindows() + " more windows had too few people, so they have no mood.")
                + late(coverage);
    }

    private static String late(Coverage coverage) {
        if (coverage.lateFrames() == 0) {
            return "";
        }
        return " " + ReportText.lateFrames(coverage.lateFrames()) + " to be counted"
                + (coverage.incompleteWindows() == 0
                        ? "."
                        : "; " + coverage.incompleteWindows()
                                + (coverage.incompleteWindows() == 1
                                        ? " window with a mood lacks some of them."
                                        : " windows with a mood lack some of them."));
    }

    private Map<String, Object> gap(Gap gap) {
        return Map.of(
                "from", text.clock(gap.from()),
                "to", text.clock(gap.to()),
                "length", ReportText.minutes(gap.length()),
                "why", why(gap));
    }

    private String why(Gap gap) {
        return switch (gap.reason()) {
            case NO_FRAMES -> "No frames arrived";
            case SMALL_GROUP -> "Fewer than " + findings.minimumGroup() + " people or readable faces";
            case LATE_FRAMES -> ReportText.lateFrames(gap.lateFrames());
        };
    }

    private void timeline(Mood mood) {
        values.put(
                "legend", Arrays.stream(Emotion.values()).map(HtmlReport::named).toList());
        values.put("timeline", charts.timeline("timeline", mood, 940, 360));
        values.put("timelineSmall", charts.timeline("timeline-small", mood, 380, 340));
    }

    private static Map<String, Object> named(Emotion emotion) {
        String word = MoodText.looks(emotion);
        Map<String, Object> named = new HashMap<>();
        named.put("name", word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        named.put("colour", ReportCharts.colour(emotion));
        return named;
    }

    private void changes(Mood mood) {
        List<Map<String, Object>> changes = new ArrayList<>();
        for (MoodChange change : mood.changes()) {
            changes.add(Map.of(
                    "number", changes.size() + 1,
                    "at", text.clock(change.at()),
                    "gap", change.since().equals(change.at()) ? "" : text.clock(change.since()),
                    "largest", ReportText.largest(change),
                    "beforeAndAfter", ReportText.beforeAndAfter(change),
                    "justBefore", text.justBefore(change),
                    "sure", ReportText.sure(change)));
        }
        values.put("changes", changes);
        values.put("changed", !changes.isEmpty());
        values.put(
                "noChange",
                mood.changesSought() ? "The mood did not change more than it usually fluctuates." : tooShort());
    }

    private String tooShort() {
        return "Not enough evidence: changes are searched for if at least " + MoodChanges.FEWEST + " windows have a"
                + " mood"
                + findings.timeline().withMood().stream()
                        .findFirst()
                        .map(window ->
                                Duration.between(window.from(), window.to()).multipliedBy(MoodChanges.FEWEST))
                        .map(needed -> ", " + ReportText.minutes(needed) + " of class")
                        .orElse("")
                + ".";
    }

    private void shares(Mood mood) {
        TimeSlice whole = mood.whole();
        values.put("whole", whole != null);
        if (whole != null) {
            values.put("faces", Math.round(whole.faces()));
            values.put(
                    "shares",
                    Arrays.stream(Emotion.values())
                            .map(emotion -> share(whole, emotion))
                            .toList());
        }
        values.put("sliced", mood.slices().size() > 1);
        values.put("slice", charts.sliceLength(mood));
        values.put(
                "multiples",
                Arrays.stream(Emotion.values())
                        .map(emotion -> multiple(mood, emotion))
                        .toList());
    }

    private static Map<String, Object> share(TimeSlice whole, Emotion emotion) {
        Band band = Objects.requireNonNull(whole.estimated().get(emotion));
        double read = Objects.requireNonNull(whole.read().get(emotion));
        Map<String, Object> share = named(emotion);
        share.put("share", ReportText.percent(band.share()));
        share.put("band", ReportText.band(band));
        share.put("read", ReportText.percent(read));
        share.put(
                "chart",
                new ShareChart(emotion, read, band.share(), band.low(), band.high()).svg("share-" + emotion, 250, 24));
        return share;
    }

    private Map<String, Object> multiple(Mood mood, Emotion emotion) {
        Map<String, Object> multiple = named(emotion);
        multiple.put("chart", charts.slices(mood, emotion));
        return multiple;
    }

    private static String attention(Mood mood) {
        return "Attention was asked for " + ReportText.times(mood.negativeEpisodes())
                + " because a face had looked negative for some time, and " + ReportText.times(mood.absentEpisodes())
                + " because a face had not been found for some time. Windows with too few people are not counted.";
    }

    private void comparisons() {
        values.put("compared", !findings.comparisons().isEmpty());
        values.put(
                "comparisons",
                findings.comparisons().stream().map(this::comparison).toList());
    }

    private Map<String, Object> comparison(Comparison other) {
        Mood mood = findings.mood();
        TimeSlice ours = mood == null ? null : mood.whole();
        Map<Emotion, Band> theirs = other.shares();
        boolean comparable = ours != null && theirs != null;
        Map<String, Object> comparison = new HashMap<>();
        comparison.put("lecture", other.lecture());
        comparison.put("date", text.date(other.startedAt()) + ", " + text.shortClock(other.startedAt()));
        comparison.put("minutes", ReportText.minutes(Duration.ofSeconds(Math.round(60 * other.minutes()))));
        comparison.put("participants", other.participants());
        comparison.put("coverage", ReportText.percent(other.coverage()));
        comparison.put("comparable", comparable);
        if (ours != null && theirs != null) {
            comparison.put(
                    "rows",
                    Arrays.stream(Emotion.values())
                            .map(emotion -> row(
                                    emotion,
                                    Objects.requireNonNull(ours.estimated().get(emotion)),
                                    Objects.requireNonNull(theirs.get(emotion))))
                            .toList());
        }
        return comparison;
    }

    private static Map<String, Object> row(Emotion emotion, Band ours, Band theirs) {
        Map<String, Object> row = named(emotion);
        boolean apart = ours.isApartFrom(theirs);
        row.put("ours", ReportText.percent(ours.share()) + " (" + ReportText.band(ours) + ")");
        row.put("theirs", ReportText.percent(theirs.share()) + " (" + ReportText.band(theirs) + ")");
        row.put("kind", apart ? "different" : "similar");
        row.put("verdict", apart ? (ours.share() > theirs.share() ? "more here" : "fewer here") : "no");
        return row;
    }

    private static String text(String name) {
        try (InputStream file = Objects.requireNonNull(HtmlReport.class.getResourceAsStream("/templates/" + name))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
