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
        StringWriter err = new StringWriter();

        int code = Moodstream.commandLine()
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(err))
                .execute("compare", one.toString(), both.toString());

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("both.moodrec holds 2 lectures (algebra, physics)");
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
