package io.moodstream.launcher.recordings;

import io.moodstream.kit.ConfigurationException;
import io.moodstream.kit.MachineFaults;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.TopicAdmin;
import io.moodstream.launcher.cli.ByteText;
import io.moodstream.launcher.cli.CommandFailedException;
import io.moodstream.launcher.cli.ConfiguredBy;
import io.moodstream.launcher.cli.DurationText;
import io.moodstream.launcher.cli.ProgressLine;
import io.moodstream.launcher.cli.SettingsOptions;
import io.moodstream.launcher.cli.ShutdownSignals;
import io.moodstream.launcher.cli.Version;
import io.moodstream.recordings.LectureReader;
import io.moodstream.recordings.Recorder;
import io.moodstream.recordings.RecordingPlan;
import io.moodstream.recordings.RecordingWriter;
import io.moodstream.recordings.Span;
import io.moodstream.schemas.Keys;
import io.moodstream.schemas.Topics;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Records a lecture's frames, or its emotions, to a file. */
@Command(
        name = "record",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Record a lecture's frames to one Avro file, for replay.",
            "Without --from and --to it starts with what the topics still hold and follows the lecture until its report,"
                    + " Ctrl-C, or long silence; with one of them it takes what they hold and ends. The file holds pictures"
                    + " of people, unless --no-pictures."
        })
@ConfiguredBy(
        value = StageConfig.class,
        only = {"STAGE_BOOTSTRAP", "STAGE_KAFKA_FILE"})
public final class RecordCommand implements Callable<Integer> {
    @Option(names = "--lecture", required = true, paramLabel = "ID", description = "The lecture to record")
    private String lecture = "";

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The file, such as class.moodrec")
    private Path out = Path.of("");

    @Option(names = "--no-pictures", description = "Record emotions in place of frames; cannot be replayed into frames")
    private boolean withoutPictures;

    @Option(
            names = "--idle",
            paramLabel = "D",
            converter = DurationText.class,
            description = "End after this time without records (default: 2m)")
    private Duration idle = Duration.ofMinutes(2);

    @Option(names = "--force", description = "Overwrite the file, once there is something to record")
    private boolean force;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private SpanOptions part = new SpanOptions();

    @Mixin
    private SettingsOptions options = new SettingsOptions();

    @Override
    public Integer call() throws IOException {
        Span span = part.span();
        requireSense();
        try (TopicAdmin admin = TopicAdmin.connect(options.stage(), options.settings())) {
            List.of(Topics.FRAMES, Topics.EMOTIONS, Topics.LECTURE_EVENTS, Topics.LECTURE_REPORTS)
                    .forEach(admin::requirePresent);
        }
        RecordingPlan plan = new RecordingPlan(lecture, !withoutPictures, span, idle, Version.current());
        long records = 0;
        try (RecordingWriter writer = create()) {
            records = record(writer, plan);
        }
        if (records == 0) {
            throw new CommandFailedException("the topics hold nothing of lecture " + lecture
                    + (span.isPart() ? " for that time" : "") + "; no file is written");
        }
        return 0;
    }

    private long record(RecordingWriter writer, RecordingPlan plan) throws IOException {
        Recorder recorder = new Recorder(writer, plan);
        ShutdownSignals.onFirst(() -> {
            recorder.stop();
            say("Stopping: records that are already in the topics are still recorded. Ctrl-C again stops at once");
        });
        long start = System.nanoTime();
        String reason;
        try (LectureReader reader = LectureReader.open(options.stage(), options.settings(), lecture, !withoutPictures);
                ProgressLine progress = new ProgressLine(Duration.ofSeconds(10))) {
            reason = recorder.record(
                    reader, () -> progress.show(() -> line(recorder, writer, System.nanoTime() - start)));
            if (reader.unreadable() > 0) {
                say(reader.unreadable() + " records under its keys could not be read and are left out");
            }
        }
        if (recorder.records() > 0) {
            say(reason + ": " + out + " has " + line(recorder, writer, System.nanoTime() - start));
        }
        return recorder.records();
    }

    private String line(Recorder recorder, RecordingWriter writer, long nanos) {
        if (recorder.records() == 0) {
            return "Nothing of lecture " + lecture + " yet";
        }
        return String.format(
                Locale.ROOT,
                "%d records of %d %s, %s, %s/s",
                recorder.records(),
                recorder.sources(),
                recorder.sources() == 1 ? "source" : "sources",
                ByteText.of(writer.size()),
                ByteText.of(writer.size() / (nanos / 1e9)));
    }

    private RecordingWriter create() {
        try {
            return RecordingWriter.create(out, force, !withoutPictures);
        } catch (java.nio.file.FileAlreadyExistsException e) {
            throw new ConfigurationException("--out=" + out + ": exists already; --force overwrites it");
        } catch (IOException e) {
            throw new ConfigurationException("--out=" + out + ": cannot be written: "
                    + MachineFaults.sentence(e).orElse(String.valueOf(e.getMessage())));
        }
    }

    private void requireSense() {
        if (!Keys.isName(lecture)) {
            throw new ConfigurationException("--lecture=" + lecture + ": expected " + Keys.NAME_RULE);
        }
        if (Files.exists(out) && !force) {
            throw new ConfigurationException("--out=" + out + ": exists already; --force overwrites it");
        }
        Path folder = out.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw new ConfigurationException("--out=" + out + ": there is no folder " + folder);
        }
    }

    private void say(String line) {
        PrintWriter terminal = spec.commandLine().getOut();
        terminal.println(line);
        terminal.flush();
    }
}
