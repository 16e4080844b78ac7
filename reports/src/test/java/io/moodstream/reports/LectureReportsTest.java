package io.moodstream.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.moodstream.reports.words.Language;
import io.moodstream.schemas.LectureReport;
import io.moodstream.schemas.Notes;
import io.moodstream.schemas.ReportMarker;
import io.moodstream.schemas.ReportWindow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentCatalog;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LectureReportsTest {
    private static final LectureReports REPORTS = LectureReports.inUtc();

    @TempDir
    private static Path hour;

    /** The files of the sample hour, for all tests that only read them: it takes seconds to compute them. */
    private static List<Path> files;

    @TempDir
    private Path folder;

    @BeforeAll
    static void writeTheSampleHour() throws IOException {
        files = sample(hour);
    }

    private static List<Path> sample(Path into) throws IOException {
        return REPORTS.write(SampleHour.report(), List.of(SampleHour.earlier()), into);
    }

    private static String sampleText(String file) throws IOException {
        return Files.readString(hour.resolve(file));
    }

    private String text(String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }

    @Test
    void writesSixFilesAndTheSameBytesForTheSameRecord() throws IOException {
        List<Path> again = sample(folder.resolve("new"));

        assertThat(files)
                .extracting(file -> file.getFileName().toString())
                .containsExactly(
                        "report.html", "report.pdf", "timeline.csv", "shares.csv", "changes.csv", "report.json");
        for (int i = 0; i < files.size(); i++) {
            assertThat(again.get(i)).hasSameBinaryContentAs(files.get(i));
        }
    }

    @Test
    void findsTheChangesOfTheSampleAndTheNotesBefore() throws IOException {
        JsonNode changes =
                new ObjectMapper().readTree(sampleText("report.json")).at("/mood/changes");
        assertThat(changes).hasSize(2);
        assertThat(changes.get(0).at("/marker/text").asText()).isEqualTo("Slide 12: torque <derivation>");
        assertThat(changes.get(1).at("/marker/text").asText()).startsWith("Experiment");
        assertThat(sampleText("changes.csv").lines()).hasSize(3);
    }

    @Test
    void thePageNeedsNothingElseAndRunsNothing() throws IOException {
        assertThat(sampleText("report.html"))
                .doesNotContain("<script", "src=", "@import", "url(http", "<link")
                .contains("Slide 12: torque &lt;derivation&gt;", "AI Act, Article 5(1)(f)", "what faces look like");
    }

    @Test
    void thePdfHoldsTheSameWordsWithAllGlyphs() throws IOException {
        try (PDDocument pdf = Loader.loadPDF(hour.resolve("report.pdf").toFile())) {
            assertThat(new PDFTextStripper().getText(pdf))
                    .contains("physics-101-week-07", "gyroscope \u2192 \u03c9", "E-divisive", "Article 5(1)(f)");
            assertThat(pdf.getDocumentInformation().getCreationDate()).isNull();
        }
    }

    @Test
    void aTitleStandsAboveTheId() {
        LectureReport titled = LectureReport.newBuilder(SampleHour.report())
                .setTitle("\u0917\u0923\u093f\u0924 <1>")
                .setTimeline(List.of())
                .build();

        assertThat(page(REPORTS, titled))
                .contains("<h1>\u0917\u0923\u093f\u0924 &lt;1&gt;</h1>", "<p class=\"when\">physics-101-week-07</p>");
    }

    @Test
    void timesAreOfTheZoneAndHaveTheirOffsetIfClocksChange() throws IOException {
        LectureReport.Builder report =
                LectureReport.newBuilder(SampleHour.report()).setTimeline(List.of());
        LectureReport winter = report.build();
        LectureReport night = report.setStartedAt(Instant.parse("2026-10-25T00:40:00Z"))
                .setEndedAt(Instant.parse("2026-10-25T01:20:00Z"))
                .build();
        LectureReports berlin = LectureReports.in(ZoneId.of("Europe/Berlin"));

        assertThat(page(REPORTS, winter)).contains("09:15 to 10:14 UTC");
        assertThat(page(berlin, winter)).contains("10:15 to 11:14 Europe/Berlin");
        assertThat(page(berlin, night)).contains("02:40 +02:00 to 02:20 +01:00 Europe/Berlin");
    }

    @Test
    void aLectureOverMidnightEndsOnItsOwnDay() throws IOException {
        LectureReport night = LectureReport.newBuilder(SampleHour.report())
                .setTimeline(List.of())
                .setStartedAt(Instant.parse("2028-02-28T22:40:00Z"))
                .setEndedAt(Instant.parse("2028-02-28T23:20:00Z"))
                .build();

        assertThat(page(REPORTS, night)).contains("Monday, 28 February 2028, 22:40 to 23:20 UTC");
        assertThat(page(LectureReports.in(ZoneId.of("Europe/Berlin")), night))
                .contains("Monday, 28 February 2028, 23:40 to Tuesday, 29 February 2028, 00:20 Europe/Berlin");
        assertThat(page(LectureReports.in(ZoneId.of("Asia/Kathmandu")), night))
                .contains("Tuesday, 29 February 2028, 04:25 to 05:05 Asia/Kathmandu");
    }

    /** Hebrew, an emoji, and a word without a blank, 200 characters in all. */
    @Test
    void anyTitleIsInThePageAndInThePdf() throws IOException {
        String hebrew = "\u05D0\u05DC\u05D2\u05D1\u05E8\u05D4";
        String title = (hebrew + " \uD83D\uDE00 " + "x".repeat(200)).substring(0, 200);
        LectureReport titled = LectureReport.newBuilder(SampleHour.brief())
                .setTitle(title)
                .setMarkers(List.of(
                        new ReportMarker(SampleHour.report().getStartedAt().plusSeconds(60), title)))
                .build();

        assertThat(Notes.isTitle(title)).isTrue();
        assertThat(page(REPORTS, titled)).contains(title);
        try (PDDocument pdf = Loader.loadPDF(REPORTS.pdf(titled, List.of()))) {
            assertThat(new PDFTextStripper().getText(pdf)).contains(hebrew, "xxxx", "physics-101-week-07");
        }
    }

    @Test
    void pageAndPdfAreInTheLanguageOrThePdfSaysWhyNot() throws IOException {
        LectureReports german = REPORTS.in(Language.GERMAN);
        assertThat(page(german, SampleHour.report()))
                .contains("lang=\"de\" dir=\"ltr\"", "In Kürze", "Die Stimmung hat sich zweimal geändert", "60 Min.")
                .doesNotContain(" mood ", ">The ", " people");
        assertThat(pdf(german, SampleHour.report()))
                .contains("Fröhlich", "Wie das berechnet wurde")
                .doesNotContain("mood ");
        LectureReport brief = LectureReport.newBuilder(SampleHour.report())
                .setTimeline(List.of())
                .build();
        LectureReports arabic = REPORTS.in(Language.ARABIC);
        assertThat(page(arabic, brief)).contains("dir=\"rtl\"", "باختصار");
        assertThat(pdf(arabic, brief)).doesNotContain("In short", "#");
        LectureReports hindi = REPORTS.in(Language.HINDI);
        assertThat(page(hindi, brief)).contains("संक्षेप में");
        assertThat(pdf(hindi, brief)).contains("cannot set Hindi in a PDF yet", "In short");
    }

    @Test
    void thePdfIsTaggedForScreenReaders() throws IOException {
        LectureReports german = REPORTS.in(Language.GERMAN);
        try (PDDocument pdf = Loader.loadPDF(german.pdf(SampleHour.brief(), List.of(SampleHour.earlier())))) {
            PDDocumentCatalog catalog = pdf.getDocumentCatalog();
            assertThat(catalog.getMarkInfo().isMarked()).isTrue();
            assertThat(catalog.getLanguage()).isEqualTo("de");
            assertThat(catalog.getViewerPreferences().displayDocTitle()).isTrue();
            assertThat(pdf.getDocumentInformation().getTitle()).isEqualTo("Bericht über physics-101-week-07");
            assertThat(new String(catalog.getMetadata().toByteArray(), StandardCharsets.UTF_8))
                    .contains("<pdfuaid:part>1</pdfuaid:part>");
            List<PDStructureElement> tags = new ArrayList<>();
            collect(catalog.getStructureTreeRoot(), tags);
            assertThat(tags)
                    .extracting(PDStructureElement::getStructureType)
                    .contains("H1", "H2", "H3", "P", "L", "Table", "TH", "TD", "Figure");
            assertThat(tags)
                    .filteredOn(tag -> tag.getStructureType().equals("Figure"))
                    .extracting(PDStructureElement::getAlternateDescription)
                    .doesNotContainNull()
                    .anyMatch(text -> text.startsWith("Anteile der sichtbaren Ausdrücke"));
        }
    }

    private static void collect(PDStructureNode node, List<PDStructureElement> into) {
        for (Object kid : node.getKids()) {
            if (kid instanceof PDStructureElement element) {
                into.add(element);
                collect(element, into);
            }
        }
    }

    @Test
    void noHeadingOfThePdfIsAloneAtTheEndOfAPageAndLongTablesRepeatTheirHeader() throws IOException {
        LectureReport report = SampleHour.report();
        List<ReportMarker> notes = IntStream.range(0, 60)
                .mapToObj(
                        minute -> new ReportMarker(report.getStartedAt().plusSeconds(60L * minute), "slide " + minute))
                .toList();
        LectureReport noted = LectureReport.newBuilder(report).setMarkers(notes).build();
        List<String> headings = Pattern.compile("<h[23]>([^<]*)")
                .matcher(page(REPORTS, report))
                .results()
                .map(heading -> heading.group(1))
                .toList();
        assertThat(headings).contains("Coverage and gaps", "Notes");
        int pagesWithNotes = 0;
        for (List<String> page : pages(REPORTS.pdf(noted, List.of(SampleHour.earlier())))) {
            assertThat(page.get(page.size() - 1)).as("last line").isNotIn(headings);
            if (page.stream()
                            .filter(line -> line.matches("\\d\\d:.* slide \\d+"))
                            .count()
                    > 5) {
                assertThat(page).contains("Time Note");
                pagesWithNotes++;
            }
        }
        assertThat(pagesWithNotes).isGreaterThan(1);
    }

    /** The lines of each page, without the page's number. */
    private static List<List<String>> pages(byte[] bytes) throws IOException {
        List<List<String>> pages = new ArrayList<>();
        try (PDDocument pdf = Loader.loadPDF(bytes)) {
            PDFTextStripper stripper = new PDFTextStripper();
            for (int page = 1; page <= pdf.getNumberOfPages(); page++) {
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                pages.add(stripper.getText(pdf)
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty() && !line.matches("\\d+ / \\d+"))
                        .toList());
            }
        }
        return pages;
    }

    @Test
    void thePageHasLandmarksAndLinksBackOnlyWhereTheDashboardServesIt() {
        String file = page(REPORTS, SampleHour.brief());
        assertThat(file).contains("<header>", "<main>", "<footer>").doesNotContain("<nav", "href=");
        assertThat(page(REPORTS.in(Language.GERMAN).onSite(), SampleHour.brief()))
                .contains("<a href=\"/lectures/physics-101-week-07\">Zurück zur Vorlesung</a>", "<a href=\"/\">");
    }

    private static String pdf(LectureReports reports, LectureReport report) throws IOException {
        try (PDDocument pdf = Loader.loadPDF(reports.pdf(report, List.of()))) {
            return new PDFTextStripper().getText(pdf);
        }
    }

    private static String page(LectureReports reports, LectureReport report) {
        return new String(reports.html(report, List.of()), StandardCharsets.UTF_8);
    }

    @Test
    void anIdWithCharactersThatXmlForbidsDoesNotBreakThePage() throws IOException {
        LectureReport report = LectureReport.newBuilder(SampleHour.brief())
                .setModels(List.of("odd\uFFFFmodel\u0001"))
                .build();

        LectureReports.inUtc().write(report, List.of(), folder);

        assertThat(text("report.html")).contains("odd\uFFFDmodel\uFFFD");
        assertThat(folder.resolve("report.pdf")).isNotEmptyFile();
    }

    @Test
    void windowsThatALongRecordLeavesOutAreNoGap() throws IOException {
        LectureReport whole = SampleHour.report();
        LectureReport cut = LectureReport.newBuilder(whole)
                .setTimeline(whole.getTimeline().subList(0, 100))
                .build();

        LectureReports.inUtc().write(cut, List.of(), folder);

        assertThat(new ObjectMapper().readTree(text("report.json")).at("/coverage/gaps"))
                .isEmpty();
    }

    @Test
    void gapsAndTimesWithTooFewPeopleStayEmpty() throws IOException {
        JsonNode gaps = new ObjectMapper().readTree(sampleText("report.json")).at("/coverage/gaps");
        assertThat(gaps).hasSize(2);
        assertThat(gaps.get(0).get("reason").asText()).isEqualTo("NO_FRAMES");
        assertThat(gaps.get(1).get("reason").asText()).isEqualTo("SMALL_GROUP");
        assertThat(sampleText("timeline.csv").lines().filter(row -> row.endsWith(",,,,,,,,0")))
                .hasSize(12);
    }

    @Test
    void whatCannotBeToldApartFromTheMostFrequentExpressionIsNamedToo() {
        assertThat(REPORTS.summary(SampleHour.report(), List.of()))
                .startsWith(
                        "Over the whole lecture the most frequent visible expression was neutral, an estimated 36 % of the"
                                + " readable faces (95 % band 9 to 59 %).",
                        "Faces may have looked happy just as often: an estimated 29 % (9 to 48 %).");
    }

    @Test
    void framesThatCameTooLateAreAReasonOfTheirOwn() throws IOException {
        List<ReportWindow> windows = new ArrayList<>(SampleHour.brief().getTimeline());
        int withMood = 20;
        windows.set(withMood, late(windows.get(withMood), 3));
        for (int window : List.of(30, 31)) {
            windows.set(
                    window,
                    ReportWindow.newBuilder(late(windows.get(window), 6))
                            .setShares(List.of())
                            .setMeanProbabilities(List.of())
                            .build());
        }
        windows.set(31, ReportWindow.newBuilder(windows.get(31)).setFrames(0).build()); // nothing but late frames
        LectureReport report = LectureReport.newBuilder(SampleHour.brief())
                .setTimeline(windows)
                .setLateFrames(15)
                .build();
        REPORTS.write(report, List.of(), folder);

        JsonNode coverage = new ObjectMapper().readTree(text("report.json")).at("/coverage");
        assertThat(coverage.at("/lateFrames").asLong()).isEqualTo(15);
        assertThat(coverage.at("/incompleteWindows").asInt()).isEqualTo(1);
        assertThat(coverage.at("/withheldWindows").asInt()).isEqualTo(1);
        assertThat(coverage.at("/gaps").findValuesAsText("reason")).containsOnlyOnce("LATE_FRAMES");
        assertThat(text("report.html"))
                .contains(
                        "<td>12 frames came too late</td>",
                        "15 frames came too late to be counted; 1 window with a mood lacks some of them.",
                        "15 frames came too late to be counted.");
        assertThat(text("timeline.csv").lines().skip(1 + 20)).first().asString().endsWith(",3");
        try (PDDocument pdf = Loader.loadPDF(folder.resolve("report.pdf").toFile())) {
            assertThat(new PDFTextStripper().getText(pdf)).contains("12 frames came too late");
        }
        assertThat(REPORTS.summary(report, List.of())).contains("15 frames came too late to be counted.");
    }

    private static ReportWindow late(ReportWindow window, long frames) {
        return ReportWindow.newBuilder(window).setLateFrames(frames).build();
    }

    @Test
    void belowTheMinimumGroupThereIsNoMoodEvenIfTheRecordHasOne() throws IOException {
        LectureReport report = LectureReport.newBuilder(SampleHour.report())
                .setParticipants(4)
                .setTimeline(SampleHour.report().getTimeline().stream()
                        .map(window -> ReportWindow.newBuilder(window)
                                .setParticipants(4)
                                .build())
                        .toList())
                .build();
        REPORTS.write(report, List.of(SampleHour.earlier()), folder);

        JsonNode json = new ObjectMapper().readTree(text("report.json"));
        assertThat(json.has("mood")).isFalse();
        assertThat(text("shares.csv").lines()).hasSize(1);
        assertThat(text("changes.csv").lines()).hasSize(1);
        assertThat(text("timeline.csv").lines().skip(1)).allMatch(row -> row.endsWith(",,,,,,,,0"));
        assertThat(text("report.html"))
                .contains("There is no mood", "Not enough evidence to compare")
                .doesNotContain("Attention was asked for", "class=\"chart\"");
    }

    @Test
    void aRecordFromBeforeTimelinesSaysSo() {
        LectureReport old = LectureReport.newBuilder(SampleHour.report())
                .setTimeline(List.of())
                .setMinimumGroup(0)
                .setSources(0)
                .setWithheldWindows(0)
                .build();

        assertThat(REPORTS.summary(old, List.of()))
                .containsExactly("There is no mood: an older version of moodstream recorded this lecture, without a"
                        + " timeline.");
        assertThat(REPORTS.pdf(old, List.of())).isNotEmpty();
    }

    @Test
    void aFewWindowsAreNotEnoughEvidence() {
        LectureReport brief = LectureReport.newBuilder(SampleHour.report())
                .setTimeline(SampleHour.report().getTimeline().subList(0, 5))
                .build();

        assertThat(REPORTS.summary(brief, List.of()))
                .containsExactly(
                        "There is not enough evidence for the shares over the whole lecture.",
                        "There is not enough evidence for changes of the mood.");
    }

    @Test
    void theErrorsOfAnUnknownModelAreReportedAsNotKnown() {
        LectureReport report = LectureReport.newBuilder(SampleHour.brief())
                .setModels(List.of("somebody's own"))
                .build();

        assertThat(new String(REPORTS.html(report, List.of()), StandardCharsets.UTF_8))
                .contains("the errors of the model are not known");
    }
}
