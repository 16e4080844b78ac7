package io.moodstream.launcher.lectures;

import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.TopicAdmin;
import io.moodstream.launcher.cli.CommandFailedException;
import io.moodstream.launcher.cli.ConfiguredBy;
import io.moodstream.launcher.cli.SettingsOptions;
import io.moodstream.reports.LectureReports;
import io.moodstream.reports.words.Language;
import io.moodstream.schemas.LectureReport;
import io.moodstream.schemas.Topics;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Writes the report of a lecture that has ended as page, PDF, tables and JSON. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "Make the report of a lecture that has ended: an HTML page, a PDF, CSV tables and JSON.")
@ConfiguredBy(
        value = StageConfig.class,
        only = {"STAGE_BOOTSTRAP", "STAGE_KAFKA_FILE"})
public final class ReportCommand implements Callable<Integer> {
    @Option(names = "--lecture", required = true, paramLabel = "ID", description = "The lecture")
    private String lecture = "";

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Folder for the files; created if missing; files of an earlier report are replaced")
    private Path out = Path.of("");

    @Option(
            names = "--compare",
            split = ",",
            paramLabel = "ID",
            description = "Earlier lectures to compare with, separated by commas")
    private List<String> compare = new ArrayList<>();

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            converter = ZoneConverter.class,
            description = "Time zone of the times in page and PDF, such as Europe/Berlin (default: this machine's)")
    private ZoneId zone = ZoneId.systemDefault();

    @Option(
            names = "--language",
            paramLabel = "TAG",
            converter = LanguageConverter.class,
            description = "Language of page, PDF and summary: en, de, es, fr, hi or ar (default: en)")
    private Language language = Language.ENGLISH;

    @Option(names = "--wait", description = "Wait for a report; one from before a pause counts, too")
    private boolean wait;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private SettingsOptions options = new SettingsOptions();

    @Override
    public Integer call() throws Exception {
        Settings settings = options.settings();
        StageConfig stage = options.stage();
        try (TopicAdmin admin = TopicAdmin.connect(stage, settings)) {
            admin.requirePresent(Topics.LECTURE_REPORTS);
        }
        try (LectureReportReader shelf = LectureReportReader.open(stage, settings)) {
            if (wait) {
                shelf.await(lecture);
            }
            List<LectureReport> earlier =
                    compare.stream().map(id -> find(shelf, id)).toList();
            write(find(shelf, lecture), earlier);
        }
        return 0;
    }

    private LectureReport find(LectureReportReader shelf, String id) {
        return shelf.report(id)
                .orElseThrow(() -> new CommandFailedException("There is no report of lecture " + id + ": "
                        + (isKnown(id)
                                ? "it comes when its sources have stopped, soon after `lecture end` or once nothing has been"
                                        + " heard of it for RECOMMENDER_LECTURE_END, while detect, classify and recommend run;"
                                        + " --wait waits for it"
                                : "no such lecture is known; `lecture list` names those that are")));
    }

    private boolean isKnown(String id) {
        return !SourceStatuses.read(options, SourceStatuses.of(id)).isEmpty();
    }

    private void write(LectureReport report, List<LectureReport> earlier) throws Exception {
        LectureReports reports = LectureReports.in(zone).in(language);
        PrintWriter say = spec.commandLine().getOut();
        reports.write(report, earlier, out).forEach(file -> say.println("Wrote " + file));
        reports.summary(report, earlier).forEach(say::println);
        say.flush();
    }

    /** Reads a time zone's name. */
    private static final class ZoneConverter implements ITypeConverter<ZoneId> {
        @Override
        public ZoneId convert(String name) {
            try {
                return ZoneId.of(name);
            } catch (DateTimeException e) {
                throw new TypeConversionException("expected a time zone such as Europe/Berlin, found " + name);
            }
        }
    }

    /** Reads a language's tag. */
    private static final class LanguageConverter implements ITypeConverter<Language> {
        @Override
        public Language convert(String tag) {
            return Language.of(tag)
                    .orElseThrow(() -> new TypeConversionException("expected one of "
                            + Stream.of(Language.values()).map(Language::tag).collect(Collectors.joining(", "))
                            + ", found "
                            + tag));
        }
    }
}
