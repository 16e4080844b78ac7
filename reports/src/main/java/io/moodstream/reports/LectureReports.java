package io.moodstream.reports;

import io.moodstream.reports.statistics.Band;
import io.moodstream.reports.words.Language;
import io.moodstream.reports.words.Messages;
import io.moodstream.schemas.Emotion;
import io.moodstream.schemas.LectureReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes lecture reports as files for people. The same records give the same bytes. */
public final class LectureReports {
    private final ZoneId zone;
    private final Messages messages;
    private final boolean onSite;

    private LectureReports(ZoneId zone, Messages messages, boolean onSite) {
        this.zone = zone;
        this.messages = messages;
        this.onSite = onSite;
    }

    /** Returns a writer of reports with times in UTC. */
    public static LectureReports inUtc() {
        return in(ZoneOffset.UTC);
    }

    /** Returns a writer of reports with times of a zone, in English. */
    public static LectureReports in(ZoneId zone) {
        return new LectureReports(zone, Messages.in(Language.ENGLISH), false);
    }

    /** Returns a writer of the same reports in a language: the page, the PDF and the summary. */
    public LectureReports in(Language language) {
        return new LectureReports(zone, Messages.in(language), onSite);
    }

    /** Returns a writer of the same reports for the dashboard: the page links to the lecture and to all lectures. */
    public LectureReports onSite() {
        return new LectureReports(zone, messages, true);
    }

    /**
     * Writes a report: report.html, report.pdf, timeline.csv, shares.csv, changes.csv, report.json. Existing files are
     * replaced.
     *
     * @param earlier lectures to compare with, in the order to show them; may be none
     * @param folder created if it does not exist
     * @return the files that were written, in that order
     * @throws IOException if the folder or a file cannot be written
     */
    public List<Path> write(LectureReport report, List<LectureReport> earlier, Path folder) throws IOException {
        Findings findings = Findings.of(report, earlier);
        String page = page(findings);
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("report.html", utf8(page));
        files.put("report.pdf", pdf(findings));
        files.put("timeline.csv", utf8(Csv.timeline(findings)));
        files.put("shares.csv", utf8(Csv.shares(findings)));
        files.put("changes.csv", utf8(Csv.changes(findings)));
        files.put("report.json", utf8(Json.of(findings)));
        Files.createDirectories(folder);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
        return files.keySet().stream().map(folder::resolve).toList();
    }

    /** Returns the HTML page alone, UTF-8; {@code earlier} as in {@link #write}. */
    public byte[] html(LectureReport report, List<LectureReport> earlier) {
        return utf8(page(Findings.of(report, earlier)));
    }

    /** Returns the PDF alone, in English if its letters cannot be set; {@code earlier} as in {@link #write}. */
    public byte[] pdf(LectureReport report, List<LectureReport> earlier) {
        return pdf(Findings.of(report, earlier));
    }

    /** Returns all findings as JSON, UTF-8, the same for every zone; {@code earlier} as in {@link #write}. */
    public byte[] json(LectureReport report, List<LectureReport> earlier) {
        return utf8(Json.of(Findings.of(report, earlier)));
    }

    /**
     * Returns the estimated shares of the visible expressions over the whole lecture, as every file of its report has
     * them; empty if there is not enough evidence.
     */
    public static Optional<Map<Emotion, Band>> shares(LectureReport report) {
        return new TimeSlices(LectureTimeline.of(report), ModelErrors.of(report.getModels()))
                .whole()
                .map(TimeSlice::estimated);
    }

    /** Returns the main findings in a few plain sentences; {@code earlier} as in {@link #write}. */
    public List<String> summary(LectureReport report, List<LectureReport> earlier) {
        Findings findings = Findings.of(report, earlier);
        return new Summary(findings, messages, new ReportText(findings, messages, zone)).sentences();
    }

    /** Returns the PDF in the language, or else in English, saying so. */
    private byte[] pdf(Findings findings) {
        Language language = messages.language();
        return Pdf.of(
                Pdf.canSet(language)
                        ? new HtmlReport(findings, messages, zone, false).html()
                        : new HtmlReport(findings, Messages.in(Language.ENGLISH), zone, false).insteadOf(language));
    }

    private String page(Findings findings) {
        return new HtmlReport(findings, messages, zone, onSite).html();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
