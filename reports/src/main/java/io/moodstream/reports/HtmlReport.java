package io.moodstream.reports;

import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.moodstream.reports.charts.ShareChart;
import io.moodstream.reports.statistics.Band;
import io.moodstream.reports.words.Language;
import io.moodstream.reports.words.Messages;
import io.moodstream.schemas.Emotion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URLEncoder;
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

    private final Findings findings;
    private final Messages messages;
    private final ReportText text;
    private final ReportCharts charts;
    private final boolean onSite;
    private final Map<String, Object> values = new HashMap<>();

    /** @param onSite whether the dashboard serves the page, which then links to the lecture's own page */
    HtmlReport(Findings findings, Messages messages, ZoneId zone, boolean onSite) {
        this.findings = findings;
        this.onSite = onSite;
        this.messages = messages;
        this.text = new ReportText(findings, messages, zone);
        this.charts = new ReportCharts(findings, messages, zone);
    }

    /** Returns the page as it stands for one in a language in which a PDF cannot be set. */
    String insteadOf(Language language) {
        String name = Locale.forLanguageTag(language.tag()).getDisplayLanguage(Locale.ENGLISH);
        values.put(
                "instead",
                "This PDF is in English, because moodstream cannot set " + name
                        + " in a PDF yet. The page, report.html, is" + " in " + name + "; a browser can print it.");
        return html();
    }

    String html() {
        values.putIfAbsent("instead", "");
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
        values.put("method", mood == null ? List.of(messages.text("method.group")) : Method.of(mood, messages));
        return NOT_XML.matcher(TEMPLATE.execute(values)).replaceAll("\uFFFD");
    }

    private void head() {
        Summary summary = new Summary(findings, messages, text);
        values.put("t", (Mustache.Lambda) this::translate);
        values.put("language", messages.language().tag());
        values.put("direction", messages.language().isRightToLeft() ? "rtl" : "ltr");
        values.put("css", CSS);
        values.put("site", onSite);
        values.put(
                "lecturePage",
                "/lectures/"
                        + URLEncoder.encode(findings.lecture(), StandardCharsets.UTF_8)
                                .replace("+", "%20"));
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
        facts.add(fact("length", length(findings.length())));
        facts.add(fact("people", messages.number(findings.participants())));
        if (findings.sources() > 0) {
            facts.add(fact("sources", messages.number(findings.sources())));
        }
        facts.add(fact("readable", text.percent(findings.coverage().mean())));
        facts.add(fact("with-mood", shareWithMood()));
        facts.add(fact("frames", messages.number(findings.frames())));
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
        return text.percent(withMood / all);
    }

    private Map<String, Object> fact(String name, String value) {
        return Map.of("name", messages.text("fact." + name, "count", findings.sources()), "value", value);
    }

    /** Returns a length in the fewest letters, such as "55 min". */
    private String length(Duration length) {
        return length.toSeconds() < 60
                ? text.minutes(length)
                : messages.text("length.min", "minutes", Math.round(length.toSeconds() / 60.0));
    }

    /** Puts the message of a key, with the page's values in it, where the template has {@code {{#t}}key{{/t}}}. */
    private void translate(Template.Fragment key, Writer out) throws IOException {
        out.write(Escapers.HTML.escape(messages.text(key.execute().strip(), values)));
    }

    private String ids() {
        return messages.text(
                "ids",
                "lecture",
                findings.lecture(),
                "models",
                ids(findings.models()),
                "detectors",
                ids(findings.detectors()),
                "group",
                findings.minimumGroup() > 0 ? messages.number(findings.minimumGroup()) : messages.text("not-known"));
    }

    private String ids(List<String> ids) {
        return ids.isEmpty() ? messages.text("not-known") : String.join(", ", ids);
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

    private String coverageSentence(Coverage coverage) {
        String late = coverage.lateFrames() == 0
                ? ""
                : " "
                        + messages.text(
                                "coverage.late",
                                "count",
                                coverage.lateFrames(),
                                "incomplete",
                                coverage.incompleteWindows());
        return messages.text(
                        coverage.windows() == 0 ? "coverage.none" : "coverage.some",
                        "windows",
                        coverage.windows(),
                        "withheld",
                        coverage.withheldWindows(),
                        "mean",
                        text.percent(coverage.mean()))
                + late;
    }

    private Map<String, Object> gap(Gap gap) {
        return Map.of(
                "from", text.clock(gap.from()),
                "to", text.clock(gap.to()),
                "length", text.minutes(gap.length()),
                "why", why(gap));
    }

    private String why(Gap gap) {
        return switch (gap.reason()) {
            case NO_FRAMES -> messages.text("gap.no-frames");
            case SMALL_GROUP -> messages.text("gap.small-group", "count", findings.minimumGroup());
            case LATE_FRAMES -> text.lateFrames(gap.lateFrames());
        };
    }

    private void timeline(Mood mood) {
        values.put("legend", Arrays.stream(Emotion.values()).map(this::named).toList());
        values.put("timeline", charts.timeline("timeline", mood, 940, 360));
        values.put("timelineSmall", charts.timeline("timeline-small", mood, 380, 340));
    }

    private Map<String, Object> named(Emotion emotion) {
        Map<String, Object> named = new HashMap<>();
        named.put("name", messages.title(emotion));
        named.put("colour", ReportCharts.colour(emotion));
        return named;
    }

    private void changes(Mood mood) {
        List<Map<String, Object>> changes = new ArrayList<>();
        for (MoodChange change : mood.changes()) {
            changes.add(Map.of(
                    "heading", heading(changes.size() + 1, change),
                    "beforeAndAfter", text.beforeAndAfter(change),
                    "justBefore", text.justBefore(change),
                    "sure", text.sure(change)));
        }
        values.put("changes", changes);
        values.put("changed", !changes.isEmpty());
        values.put("noChange", mood.changesSought() ? messages.text("changes.none") : tooShort());
    }

    private String heading(int number, MoodChange change) {
        return messages.text(
                change.since().equals(change.at()) ? "change.heading" : "change.heading-gap",
                "number",
                number,
                "at",
                text.clock(change.at()),
                "since",
                text.clock(change.since()),
                "largest",
                text.largest(change));
    }

    private String tooShort() {
        return findings.timeline().withMood().stream()
                .findFirst()
                .map(window -> Duration.between(window.from(), window.to()).multipliedBy(MoodChanges.FEWEST))
                .map(needed -> messages.text(
                        "changes.too-short-length", "count", MoodChanges.FEWEST, "length", text.minutes(needed)))
                .orElseGet(() -> messages.text("changes.too-short", "count", MoodChanges.FEWEST));
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
        values.put(
                "slice",
                mood.slices().stream()
                        .map(slice -> Duration.between(slice.from(), slice.to()))
                        .max(Duration::compareTo)
                        .map(text::minutes)
                        .orElse(""));
        values.put(
                "multiples",
                Arrays.stream(Emotion.values())
                        .map(emotion -> multiple(mood, emotion))
                        .toList());
    }

    private Map<String, Object> share(TimeSlice whole, Emotion emotion) {
        Band band = Objects.requireNonNull(whole.estimated().get(emotion));
        double read = Objects.requireNonNull(whole.read().get(emotion));
        Map<String, Object> share = named(emotion);
        share.put("share", text.percent(band.share()));
        share.put("band", text.band(band));
        share.put("read", text.percent(read));
        share.put(
                "chart",
                new ShareChart(emotion, read, band.share(), band.low(), band.high())
                        .svg("share-" + emotion, text.band(band), 250, 24));
        return share;
    }

    private Map<String, Object> multiple(Mood mood, Emotion emotion) {
        Map<String, Object> multiple = named(emotion);
        multiple.put("chart", charts.slices(mood, emotion));
        return multiple;
    }

    private String attention(Mood mood) {
        return messages.text("attention", "negative", mood.negativeEpisodes(), "absent", mood.absentEpisodes());
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
        comparison.put(
                "facts",
                messages.text(
                        "comparison.facts",
                        "date",
                        text.date(other.startedAt()),
                        "time",
                        text.shortClock(other.startedAt()),
                        "length",
                        text.minutes(Duration.ofSeconds(Math.round(60 * other.minutes()))),
                        "people",
                        other.participants(),
                        "readable",
                        text.percent(other.coverage())));
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

    private Map<String, Object> row(Emotion emotion, Band ours, Band theirs) {
        Map<String, Object> row = named(emotion);
        boolean apart = ours.isApartFrom(theirs);
        row.put("ours", text.percent(ours.share()) + " (" + text.band(ours) + ")");
        row.put("theirs", text.percent(theirs.share()) + " (" + text.band(theirs) + ")");
        row.put("kind", apart ? "different" : "similar");
        row.put(
                "verdict",
                messages.text(
                        !apart ? "verdict.no" : ours.share() > theirs.share() ? "verdict.more" : "verdict.fewer"));
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
