package io.moodstream.launcher.lectures;

import io.moodstream.dashboard.deletion.Deletion;
import io.moodstream.dashboard.deletion.UserErasure;
import io.moodstream.kit.ConfigurationException;
import io.moodstream.kit.StageConfig;
import io.moodstream.launcher.cli.ConfiguredBy;
import io.moodstream.launcher.cli.SettingsOptions;
import io.moodstream.recordings.RecordingReader;
import io.moodstream.schemas.Keys;
import io.moodstream.schemas.Users;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Erases a user from the topics, and names the recordings that the user is in. */
@Command(
        name = "erase",
        mixinStandardHelpOptions = true,
        description = "Delete everything of a user from the topics: frames, faces, emotions, photos, photo-faces, "
                + "photo-emotions, attention, dead-letters, recommendations and sources. Name the recordings that the user "
                + "is in, and say what is kept for how long.")
@ConfiguredBy(
        value = StageConfig.class,
        only = {"STAGE_BOOTSTRAP", "STAGE_KAFKA_FILE"})
public final class EraseCommand implements Callable<Integer> {
    private static final String RECORDING = ".moodrec";

    @Option(names = "--user", required = true, paramLabel = "USER", description = "The user's pseudonym")
    private String user = "";

    @Option(
            names = "--recordings",
            paramLabel = "FOLDER",
            description = "Also look through the recordings (*" + RECORDING
                    + ") in this folder, and name those that the " + "user is in")
    private @Nullable Path recordings;

    @Option(names = "--yes", description = "Delete: this cannot be undone")
    private boolean yes;

    @Option(
            names = "--force",
            description = "Erase also a user who seems to send, as after a camera was killed; what still comes stays")
    private boolean force;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private SettingsOptions options = new SettingsOptions();

    @Override
    public Integer call() {
        check();
        PrintWriter say = spec.commandLine().getOut();
        boolean complete;
        boolean found;
        try (UserErasure erasure = UserErasure.connect(options.stage(), options.settings())) {
            if (!force) {
                requireSilent();
            }
            Deletion deletion = erasure.erase(user);
            found = !DeleteLectureCommand.isNothing(deletion) || erasure.hasAgreed(user);
            if (found) {
                say.println("Erased the user " + user + ": pages and API no longer show anything of the user");
                DeleteLectureCommand.sayRecords(deletion, say);
            } else {
                say.println("No topic held a record of the user " + user + ": is it right?");
            }
            complete = !deletion.failed();
            if (!complete) {
                say.println(
                        "  Records of the user still come, and may be left: stop what sends them, and erase once more");
            }
        }
        if (recordings != null) {
            List<Path> holding = new ArrayList<>();
            complete &= nameRecordings(recordings, holding, say);
            found |= !holding.isEmpty();
        }
        say.flush();
        return complete && found ? 0 : 1;
    }

    private void check() {
        List<String> faults = new ArrayList<>();
        if (!Keys.isName(user)) {
            faults.add("--user=" + user + ": expected a pseudonym, " + Keys.NAME_RULE);
        }
        if (recordings != null && !Files.isDirectory(recordings)) {
            faults.add("--recordings=" + recordings + ": expected a folder");
        }
        if (!yes) {
            faults.add("Erasing " + user + " cannot be undone; add --yes to do it");
        }
        if (!faults.isEmpty()) {
            throw new ConfigurationException(faults);
        }
    }

    private void requireSilent() {
        List<String> sources = SourceStatuses.sending(options, status -> user.equals(status.getUserId()));
        if (!sources.isEmpty()) {
            throw new ConfigurationException("The user " + user + " is sending: " + String.join(", ", sources)
                    + " sent pictures within the last " + SourceStatuses.SILENCE.toSeconds()
                    + " s. Stop the camera, then erase the user; --force does it now");
        }
    }

    /**
     * Returns whether all could be read.
     *
     * @param holding gets those that hold the user
     */
    private boolean nameRecordings(Path folder, List<Path> holding, PrintWriter say) {
        boolean complete = true;
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(file -> file.getFileName().toString().endsWith(RECORDING))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            say.println("  " + folder + ": this folder cannot be read, so nobody knows whether it holds the user: "
                    + e.getMessage());
            return false;
        }
        for (Path file : files) {
            try {
                if (holdsUser(file)) {
                    holding.add(file);
                    say.println("  " + file + ": this recording holds the user; delete the file, or keep it only if the"
                            + " user has agreed to that");
                }
            } catch (IOException e) {
                complete = false;
                say.println(
                        "  " + file + ": cannot be read, so nobody knows whether it holds the user: " + e.getMessage());
            }
        }
        say.println("Looked through " + files.size() + " recordings in " + folder);
        return complete;
    }

    private boolean holdsUser(Path file) throws IOException {
        try (RecordingReader reader = RecordingReader.open(file)) {
            Optional<SpecificRecordBase> record = reader.next();
            while (record.isPresent()) {
                if (Users.of(record.get()).filter(user::equals).isPresent()) {
                    return true;
                }
                record = reader.next();
            }
            return false;
        }
    }
}
