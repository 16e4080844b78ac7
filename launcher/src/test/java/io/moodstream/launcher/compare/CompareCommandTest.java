package io.moodstream.launcher.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.launcher.Moodstream;
import io.moodstream.recordings.RecordingWriter;
import io.moodstream.schemas.Counting;
import io.moodstream.schemas.FaceEmotions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    private Path folder;

    @Test
    void twoLecturesInOneFileAreNotMixed() throws Exception {
        Path both = recording("both.moodrec", "algebra", "physics");
        Path one = recording("one.moodrec", "algebra");

        assertThat(refusal(one, both)).contains("both.moodrec holds 2 lectures (algebra, physics)");
    }

    @Test
    void aRecordingThatIsMissingIsNamedWithoutKafka() throws Exception {
        Path one = recording("one.moodrec", "algebra");
        Path other = Path.of("other.moodrec"); // a lecture can be called so, too

        assertThat(refusal(one, other))
                .isEqualToIgnoringNewLines("moodstream: RUN=other.moodrec: there is no such file");
    }

    /** Returns what the command says before it ends with 2. */
    private static String refusal(Path a, Path b) {
        StringWriter err = new StringWriter();
        int code = Moodstream.commandLine()
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(err))
                .execute("compare", a.toString(), b.toString());
        assertThat(code).isEqualTo(2);
        return err.toString();
    }

    private Path recording(String name, String... lectures) throws IOException {
        Path file = folder.resolve(name);
        try (RecordingWriter writer = RecordingWriter.create(file, false, false)) {
            for (String lecture : lectures) {
                writer.append(new FaceEmotions(
                        lecture,
                        "hall",
                        null,
                        0L,
                        AT,
                        "standard",
                        List.of(),
                        "blazeface",
                        "",
                        null,
                        Counting.ALL,
                        null,
                        null,
                        false));
            }
        }
        return file;
    }
}
