package io.moodstream.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.broker.EmbeddedBroker;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Notes on a lecture, and topics as an older version left them, on a real broker. */
class LectureIT {
    @TempDir
    private Path data;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void whatIsSaidAboutALectureIsInItsTopic() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(data, 0)) {
            assertThat(moodstream(broker, "lecture", "end", "algebra")).isEqualTo(2);
            assertThat(err.toString())
                    .contains("The topic lecture-events is not at")
                    .contains("topics create");
            moodstream(broker, "topics", "create");

            assertThat(moodstream(broker, "lecture", "mark", "algebra", "slide 12", "--at", "2026-03-02T08:10:00Z"))
                    .isZero();
            assertThat(moodstream(broker, "lecture", "end", "algebra")).isZero();

            out.getBuffer().setLength(0);
            moodstream(broker, "tail", "lecture-events", "--from-beginning", "--max", "2");
            assertThat(out.toString().lines())
                    .satisfiesExactly(
                            mark -> assertThat(mark)
                                    .isEqualTo("{\"lectureId\":\"algebra\",\"at\":\"2026-03-02T08:10:00Z\","
                                            + "\"kind\":\"MARK\",\"text\":\"slide 12\"}"),
                            end -> assertThat(end).contains("\"kind\":\"END\",\"text\":\"\""));
        }
    }

    @Test
    void topicsOfAnOlderVersionAreAdaptedAndThatIsSaid() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(data, 0);
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            admin.createTopics(List.of(new NewTopic("frames", 8, (short) 1)))
                    .all()
                    .get();

            moodstream(broker, "topics", "create");
            assertThat(out.toString())
                    .contains("frames           was there; message.timestamp.type is LogAppendTime now")
                    .contains("lecture-events   created");

            out.getBuffer().setLength(0);
            moodstream(broker, "topics", "create");
            assertThat(out.toString().lines()).allMatch(line -> line.endsWith(" was there"));
        }
    }

    private int moodstream(EmbeddedBroker broker, String... args) {
        String[] all = Stream.concat(Arrays.stream(args), Stream.of("--bootstrap", broker.bootstrap()))
                .toArray(String[]::new);
        return Moodstream.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(all);
    }
}
