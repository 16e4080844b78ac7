package io.moodstream.launcher.recordings;

import io.moodstream.kit.ConfigurationException;
import io.moodstream.launcher.cli.ByteText;
import io.moodstream.launcher.cli.DurationText;
import io.moodstream.recordings.Damage;
import io.moodstream.recordings.ForeignFileException;
import io.moodstream.recordings.RecordingSummary;
import io.moodstream.recordings.SequenceGap;
import io.moodstream.recordings.SourceSummary;
import io.moodstream.schemas.LectureEvent;
import io.moodstream.schemas.RecordingHeader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the contents of a recording and checks it. */
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        description = "Print the contents and gaps of a recording and check every block. Exits with 1 if a part"
                + " cannot be read, with 2 if the file is no recording.")
public final class InspectCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "A recording made by `moodstream record`")
    private Path file = Path.of("");

    @Option(names = "--gaps", paramLabel = "N", description = "Print at most N gaps (default: 20)")
    private int most = 20;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        RecordingSummary summary = summary();
        PrintWriter out = spec.commandLine().getOut();
        header(summary, out);
        sources(summary, out);
        events(summary.events(), out);
        gaps(summary.gaps(), out);
        oddities(summary, out);
        damages(summary.damages(), out);
        out.flush();
        return summary.damages().isEmpty() ? 0 : 1;
    }

    private RecordingSummary summary() throws IOException {
        try {
            return RecordingSummary.of(file);
        } catch (ForeignFileException e) {
            throw new ConfigurationException(String.valueOf(e.getMessage()));
        }
    }

    private void header(RecordingSummary summary, PrintWriter out) {
        out.printf(
                "%s: a recording of %s, %s in %d blocks (%s)%n",
                file,
                summary.frames() > 0 ? "frames" : summary.emotions() > 0 ? "emotions without pictures" : "nothing",
                ByteText.of(summary.bytes()),
                summary.blocks(),
                summary.codec());
        summary.header().ifPresent(header -> header(header, out));
        summary.first()
                .ifPresent(first -> out.printf(
                        "%-10s %s to %s, %s%n",
                        "span",
                        first,
                        summary.last().orElseThrow(),
                        DurationText.of(Duration.between(first, summary.last().orElseThrow()))));
        out.printf(
                "%-10s %d frames, %d emotions, %d notes and ends, %d signals of sources%n",
                "records",
                summary.frames(),
                summary.emotions(),
                summary.events().size(),
                summary.signals());
    }

    private static void header(RecordingHeader header, PrintWriter out) {
        out.printf("%-10s %s%n", "lecture", header.getLectureId());
        out.printf("%-10s %s by moodstream %s%n", "recorded", header.getRecordedAt(), header.getSoftware());
        out.printf("%-10s %s%n", "models", named(header.getModels()));
        out.printf("%-10s %s%n", "detectors", named(header.getDetectors()));
    }

    private static String named(List<String> ids) {
        return ids.isEmpty() ? "not known" : String.join(", ", ids);
    }

    private static void sources(RecordingSummary summary, PrintWriter out) {
        out.printf(
                "%n%-30s %8s %7s %10s %8s %10s %8s%n",
                "source", "records", "rate/s", "spacing", "missing", "duplicates", "late");
        summary.sources().forEach((key, source) -> source(key, source, out));
    }

    private static void source(String key, SourceSummary source, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%-30s %8d %7.2f %10s %8d %10d %8d%n",
                source.userId().map(user -> key + " @" + user).orElse(key),
                source.records(),
                source.rate(),
                source.spacing().toMillis() + " ms",
                source.missing(),
                source.duplicates(),
                source.outOfOrder());
    }

    private static void events(List<LectureEvent> events, PrintWriter out) {
        if (!events.isEmpty()) {
            out.println();
        }
        events.forEach(event -> out.printf("event      %s %s %s%n", event.getAt(), event.getKind(), event.getText()));
    }

    private void gaps(List<SequenceGap> gaps, PrintWriter out) {
        out.printf("%n%s%n", gaps.isEmpty() ? "No gaps" : "Gaps: " + gaps.size());
        gaps.stream()
                .limit(most)
                .forEach(gap -> out.printf(
                        "gap        %s after %s: %s%s%n",
                        gap.sourceId(),
                        gap.after(),
                        DurationText.of(gap.length()),
                        gap.missing() == 0 ? "" : ", " + gap.missing() + " numbers missing"));
        if (gaps.size() > most) {
            out.printf("and %d more (--gaps %d shows them)%n", gaps.size() - most, gaps.size());
        }
    }

    private static void oddities(RecordingSummary summary, PrintWriter out) {
        if (summary.lectures().size() > 1) {
            out.println("It holds " + summary.lectures().size() + " lectures: " + String.join(", ", summary.lectures())
                    + "; replay takes one of them with --only");
        }
        if (summary.duplicates() > 0) {
            out.println(summary.duplicates()
                    + " records have the number of an earlier one of their source; replay leaves them out");
        }
        summary.sources().forEach((key, source) -> {
            if (source.runs() > 1) {
                out.println(key + " was started " + source.runs() + " times, and its numbers began anew each time");
            }
        });
        if (summary.outOfOrder() > 0) {
            out.println(summary.outOfOrder() + " records stand behind one that was captured later");
        }
    }

    private void damages(List<Damage> damages, PrintWriter out) {
        if (damages.isEmpty()) {
            out.println("Every block is intact");
        }
        out.flush();
        PrintWriter err = spec.commandLine().getErr();
        damages.forEach(damage -> err.println("moodstream: " + file + ": " + damage.sentence()));
        err.flush();
    }
}
