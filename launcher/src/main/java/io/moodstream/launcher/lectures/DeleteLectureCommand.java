package io.moodstream.launcher.lectures;

import io.moodstream.dashboard.deletion.Deletion;
import io.moodstream.dashboard.deletion.LectureDeletion;
import io.moodstream.kit.ConfigurationException;
import io.moodstream.kit.StageConfig;
import io.moodstream.launcher.cli.CommandFailedException;
import io.moodstream.launcher.cli.ConfiguredBy;
import io.moodstream.launcher.cli.SettingsOptions;
import io.moodstream.recordings.RecordingReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Deletes a lecture from the topics, and its recordings. */
@Command(
        name = "delete",
        mixinStandardHelpOptions = true,
        description = "Delete a lecture from the topics, and recordings of it, and say what is kept for how long. "
                + "One that is running is refused.")
@ConfiguredBy(
        value = StageConfig.class,
        only = {"STAGE_BOOTSTRAP", "STAGE_KAFKA_FILE"})
final class DeleteLectureCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "ID", description = "The lecture's id")
    private String lecture = "";

    @Option(
            names = "--delete-recording",
            paramLabel = "FILE",
            description = "A recording of this lecture, which is deleted, too; repeatable")
    private List<Path> recordings = new ArrayList<>();

    @Option(names = "--yes", description = "Delete: this cannot be undone")
    private boolean yes;

    @Option(
            names = "--force",
            description = "Delete also a lecture that seems to run, as after its cameras were killed; what still comes "
                    + "begins a new one")
    private boolean force;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private SettingsOptions options = new SettingsOptions();

    @Override
    public Integer call() throws IOException {
        List<String> faults = new ArrayList<>();
        LectureCommand.Event.checkLecture(lecture, faults);
        for (Path file : recordings) {
            checkRecording(file, faults);
        }
        if (!yes) {
            faults.add("Deleting " + lecture + " cannot be undone; add --yes to do it");
        }
        if (!faults.isEmpty()) {
            throw new ConfigurationException(faults);
        }
        if (!force) {
            requireSilent();
        }
        PrintWriter say = spec.commandLine().getOut();
        try (LectureDeletion deletion = LectureDeletion.connect(options.stage(), options.settings())) {
            Deletion deleted = deletion.delete(lecture);
            if (isNothing(deleted) && recordings.isEmpty()) {
                throw new CommandFailedException("No topic held a record of the lecture " + lecture
                        + ": is its id right? `lecture list` names those that are known");
            }
            say(deleted, say);
        }
        for (Path file : recordings) {
            Files.delete(file);
            say.println("Deleted " + file);
        }
        say.flush();
        return 0;
    }

    /** Refuses a lecture whose cameras send: their next pictures would begin it anew, in the middle. */
    private void requireSilent() {
        List<String> sources = SourceStatuses.sending(options, SourceStatuses.of(lecture));
        if (!sources.isEmpty()) {
            throw new ConfigurationException("The lecture " + lecture + " is running: " + String.join(", ", sources)
                    + " sent pictures within the last " + SourceStatuses.SILENCE.toSeconds() + " s. End it with"
                    + " ./moodstream lecture end " + lecture + ", stop its cameras, then delete it; --force deletes it"
                    + " now");
        }
    }

    private void checkRecording(Path file, List<String> faults) {
        try (RecordingReader reader = RecordingReader.open(file)) {
            reader.next();
            boolean isOfLecture = reader.header()
                    .filter(header -> header.getLectureId().equals(lecture))
                    .isPresent();
            if (!isOfLecture) {
                faults.add("--delete-recording=" + file + ": expected a recording of the lecture " + lecture);
            }
        } catch (IOException e) {
            faults.add("--delete-recording=" + file + ": cannot be read: " + e.getMessage());
        }
    }

    private static void say(Deletion deletion, PrintWriter say) {
        say.println("Deleted the lecture " + deletion.name() + ": pages, API and reports no longer show it");
        sayRecords(deletion, say);
    }

    /** Returns whether no topic held a record. */
    static boolean isNothing(Deletion deletion) {
        return deletion.deleted().isEmpty() && deletion.kept().isEmpty();
    }

    /** Says how many records were deleted, and what is kept until when. */
    static void sayRecords(Deletion deletion, PrintWriter say) {
        deletion.deleted()
                .forEach((topic, records) -> say.println(
                        "  " + topic + ": " + records + (records == 1 ? " record deleted" : " records deleted")));
        deletion.kept()
                .forEach(kept -> say.println("  " + kept.topic() + ": kept "
                        + (kept.until() == null ? "for ever, as the topic is set" : "until " + kept.until())
                        + ", because Kafka deletes its records together with those of others"));
    }
}
