package io.moodstream.launcher.lectures;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.TopicAdmin;
import io.moodstream.launcher.cli.ConfiguredBy;
import io.moodstream.launcher.cli.SettingsOptions;
import io.moodstream.schemas.Keys;
import io.moodstream.schemas.LectureReport;
import io.moodstream.schemas.SourceStatus;
import io.moodstream.schemas.Topics;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists lectures, the latest first. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "List the lectures whose sources have told something within the last seven days, or that have a"
                + " report.")
@ConfiguredBy(
        value = StageConfig.class,
        only = {"STAGE_BOOTSTRAP", "STAGE_KAFKA_FILE"})
final class ListLecturesCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Print JSON instead of a table")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private SettingsOptions options = new SettingsOptions();

    /**
     * A lecture.
     *
     * @param from its first frame, UTC
     * @param to its latest frame, UTC
     * @param sending whether a source sends
     * @param reported whether there is a report of it
     * @param title empty if it has none, or no report yet
     */
    private record Listed(String lecture, Instant from, Instant to, boolean sending, boolean reported, String title) {
        static Listed of(SourceStatus status) {
            return new Listed(
                    status.getLectureId(),
                    status.getStartedAt(),
                    status.getCapturedAt(),
                    SourceStatuses.isSending(status),
                    false,
                    "");
        }

        static Listed of(LectureReport report) {
            return new Listed(
                    report.getLectureId(), report.getStartedAt(), report.getEndedAt(), false, true, report.getTitle());
        }

        /** Returns both as one. */
        Listed and(Listed other) {
            return new Listed(
                    lecture,
                    from.isBefore(other.from) ? from : other.from,
                    to.isAfter(other.to) ? to : other.to,
                    sending || other.sending,
                    reported || other.reported,
                    title + other.title);
        }

        String state() {
            return sending ? "sending" : reported ? "reported" : "silent";
        }
    }

    @Override
    public Integer call() throws JsonProcessingException {
        StageConfig stage = options.stage();
        Settings settings = options.settings();
        try (TopicAdmin admin = TopicAdmin.connect(stage, settings)) {
            admin.requirePresent(Topics.SOURCES);
            admin.requirePresent(Topics.LECTURE_REPORTS);
        }
        Map<String, Listed> lectures = new HashMap<>();
        SourceStatuses.read(options, status -> !Keys.PHOTOS.equals(status.getLectureId()))
                .forEach(status -> lectures.merge(status.getLectureId(), Listed.of(status), Listed::and));
        try (LectureReportReader shelf = LectureReportReader.open(stage, settings)) {
            shelf.reports().forEach(report -> lectures.merge(report.getLectureId(), Listed.of(report), Listed::and));
        }
        List<Listed> latestFirst = lectures.values().stream()
                .sorted(Comparator.comparing(Listed::to).reversed().thenComparing(Listed::lecture))
                .toList();
        print(latestFirst, spec.commandLine().getOut());
        return 0;
    }

    private void print(List<Listed> lectures, PrintWriter out) throws JsonProcessingException {
        if (json) {
            List<Map<String, Object>> all = lectures.stream()
                    .<Map<String, Object>>map(each -> Map.of(
                            "lectureId", each.lecture(),
                            "startedAt", each.from().toString(),
                            "latestAt", each.to().toString(),
                            "sending", each.sending(),
                            "reported", each.reported(),
                            "title", each.title()))
                    .toList();
            out.println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(all));
        } else if (lectures.isEmpty()) {
            out.println("No lecture");
        } else {
            String line = "%-32s %-20s %-20s %-8s %s%n";
            out.printf(line, "lecture", "from", "to", "state", "title");
            lectures.forEach(each -> out.printf(
                    line, each.lecture(), seconds(each.from()), seconds(each.to()), each.state(), each.title()));
        }
        out.flush();
    }

    private static Instant seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }
}
