package io.moodstream.launcher.compare;

import io.moodstream.kit.ConfigurationException;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.TopicAdmin;
import io.moodstream.kit.topics.TopicReader;
import io.moodstream.launcher.cli.CommandFailedException;
import io.moodstream.launcher.cli.ConfiguredBy;
import io.moodstream.launcher.cli.SettingsOptions;
import io.moodstream.recordings.RecordingReader;
import io.moodstream.schemas.Emotion;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Keys;
import io.moodstream.schemas.Topics;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares two runs of the same frames. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Compare two runs of the same frames, such as a lecture and its replay with another model.",
            "Their emotions are compared frame by frame and face by face: agreement, per expression, per minute, and the windows that differ most."
        },
        footer = {
            "",
            "A RUN is a recording made with --no-pictures, or a lecture whose emotions the topics still hold.",
            "Example: moodstream compare monday.moodrec monday-with-fast --out changes"
        })
@ConfiguredBy(
        value = StageConfig.class,
        only = {"STAGE_BOOTSTRAP", "STAGE_KAFKA_FILE"})
public final class CompareCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "RUN_A", description = "The first run")
    private String runA = "";

    @Parameters(index = "1", paramLabel = "RUN_B", description = "The second run")
    private String runB = "";

    @Option(
            names = "--window",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "Length of the compared windows (default: ${DEFAULT-VALUE})")
    private double window;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Also write comparison.json and CSV tables to this folder")
    private @Nullable Path folder;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private SettingsOptions options = new SettingsOptions();

    @Override
    public Integer call() throws IOException {
        if (!(window >= 0.1 && window <= 86_400)) {
            throw new ConfigurationException("--window=" + window + ": expected 0.1 to 86400 seconds");
        }
        List.of(runA, runB).forEach(CompareCommand::requireFile);
        ComparedRun a = read(runA);
        ComparedRun b = read(runB);
        RunComparison comparison = RunComparer.compare(runA, a, runB, b, Duration.ofMillis(Math.round(window * 1000)));
        if (comparison.framesInBoth() == 0) {
            throw new CommandFailedException("No frame is in both " + runA + " and " + runB
                    + ": frames are matched by source and number, so one must be a replay of the other");
        }
        print(comparison);
        if (folder != null) {
            RunFiles.write(comparison, folder);
        }
        return 0;
    }

    /** What is called like a recording is not looked for in the topics. */
    private static void requireFile(String run) {
        if (run.endsWith(".moodrec") && !Files.exists(Path.of(run))) {
            throw new ConfigurationException("RUN=" + run + ": there is no such file");
        }
    }

    private ComparedRun read(String run) throws IOException {
        Path file = Path.of(run);
        ComparedRun read = Files.exists(file) ? recording(file) : lecture(run);
        if (read.frames().isEmpty()) {
            throw new CommandFailedException(run + " holds no emotions: "
                    + (Files.exists(file)
                            ? "record it with --no-pictures"
                            : "there is no such file, and no such lecture in the topic emotions"));
        }
        if (read.lectures().size() > 1) {
            throw new ConfigurationException(run + " holds " + read.lectures().size() + " lectures ("
                    + String.join(", ", read.lectures()) + "), whose frames would be mixed: compare recordings of one");
        }
        return read;
    }

    private ComparedRun recording(Path file) throws IOException {
        ComparedRun run = new ComparedRun();
        try (RecordingReader reader = RecordingReader.open(file)) {
            for (var next = reader.next(); next.isPresent(); next = reader.next()) {
                if (next.get() instanceof FaceEmotions emotions) {
                    run.add(emotions);
                }
            }
            if (!reader.damages().isEmpty()) {
                spec.commandLine()
                        .getErr()
                        .println("moodstream: " + file + " is damaged; only its intact blocks are compared");
            }
        }
        return run;
    }

    private ComparedRun lecture(String id) {
        if (!Keys.isName(id)) {
            throw new ConfigurationException("RUN=" + id + ": there is no such file, and no lecture can be called so");
        }
        ComparedRun run = new ComparedRun();
        try (TopicAdmin admin = TopicAdmin.connect(options.stage(), options.settings())) {
            admin.requirePresent(Topics.EMOTIONS);
        }
        try (TopicReader reader =
                TopicReader.open(options.stage(), options.settings(), List.of(Topics.EMOTIONS), true)) {
            reader.readToEnd(record -> emotionsOf(id, record, run));
        }
        return run;
    }

    private static void emotionsOf(String lecture, ConsumerRecord<byte[], byte[]> record, ComparedRun run) {
        if (record.key() != null && new String(record.key(), StandardCharsets.UTF_8).startsWith(lecture + "/")) {
            FaceEmotions emotions = Topics.EMOTIONS.values().deserializer().deserialize(record.topic(), record.value());
            run.add(emotions);
        }
    }

    private void print(RunComparison comparison) {
        PrintWriter out = spec.commandLine().getOut();
        print(out, "A", comparison.a());
        print(out, "B", comparison.b());
        out.printf(
                Locale.ROOT,
                "%n%d frames in both, %d of them with equal emotions; %d faces in both, %d readable in both%n",
                comparison.framesInBoth(),
                comparison.framesEqual(),
                comparison.facesInBoth(),
                comparison.readableInBoth());
        out.printf("agreement %s, kappa %s%n%n", percent(comparison.agreement()), two(comparison.kappa()));
        out.printf("%-10s %9s %9s %9s %10s%n", "", "A", "B", "both", "agreement");
        comparison
                .emotions()
                .forEach((emotion, row) -> out.printf(
                        Locale.ROOT,
                        "%-10s %9d %9d %9d %10s%n",
                        emotion,
                        row.a(),
                        row.b(),
                        row.both(),
                        percent(row.agreement())));
        out.printf("%nminute   faces  agreement  difference%n");
        comparison
                .minutes()
                .forEach(minute -> out.printf(
                        Locale.ROOT,
                        "%6.0f %7d %10s %11s%n",
                        minute.fromSeconds() / 60,
                        minute.faces(),
                        percent(minute.agreement()),
                        percent(minute.difference())));
        printWindows(out, comparison.windows());
        out.flush();
    }

    private static void print(PrintWriter out, String name, RunComparison.Side side) {
        out.printf(
                Locale.ROOT,
                "%s  %s: model %s, detector %s; %d frames, %d only here; %d faces only here%n",
                name,
                side.name(),
                String.join(", ", side.models()),
                String.join(", ", side.detectors()),
                side.frames(),
                side.framesOnly(),
                side.facesOnly());
    }

    private static void printWindows(PrintWriter out, List<RunComparison.Span> windows) {
        List<RunComparison.Span> different = windows.stream()
                .filter(span -> span.difference() != null && span.difference() > 0)
                .toList();
        if (different.isEmpty()) {
            out.printf("%nNo window differs.%n");
            return;
        }
        out.printf("%nWindows that differ most (half the sum of the shares' differences):%n");
        different.forEach(span -> out.printf(
                Locale.ROOT,
                "%8.0f s to %.0f s  %s  %s -> %s%n",
                span.fromSeconds(),
                span.toSeconds(),
                percent(span.difference()),
                most(span.sharesA()),
                most(span.sharesB())));
    }

    private static String most(Map<Emotion, Double> shares) {
        return shares.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(2)
                .map(share -> share.getKey() + " " + percent(share.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String percent(@Nullable Double share) {
        return share == null ? "-" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private static String two(@Nullable Double number) {
        return number == null ? "-" : String.format(Locale.ROOT, "%.2f", number);
    }
}
