package io.moodstream.launcher.lectures;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.broker.EmbeddedBroker;
import io.moodstream.launcher.Moodstream;
import io.moodstream.schemas.LectureReport;
import io.moodstream.schemas.Topics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
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
    void aNoteAfterTheReportIsKeptAndItIsSaidThatItMayBeInNone() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(data, 0);
                var producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", broker.bootstrap()),
                        Topics.LECTURE_REPORTS.keys().serializer(),
                        Topics.LECTURE_REPORTS.values().serializer())) {
            moodstream(broker, "topics", "create");
            producer.send(new ProducerRecord<>(Topics.LECTURE_REPORTS.name(), "algebra", report("algebra")))
                    .get();

            assertThat(moodstream(broker, "lecture", "mark", "algebra", "in it", "--at", "2026-03-02T08:10:00Z"))
                    .isZero();
            assertThat(err.toString()).isEmpty();
            assertThat(moodstream(broker, "lecture", "mark", "algebra", "too late"))
                    .isZero();
            assertThat(out.toString()).contains("in it", "too late");
            assertThat(err.toString())
                    .contains("The latest report of algebra ends at 2026-03-02T09:00:00Z")
                    .contains("--at gives it an earlier moment");
        }
    }

    private static LectureReport report(String lecture) {
        return LectureReport.newBuilder()
                .setLectureId(lecture)
                .setStartedAt(Instant.parse("2026-03-02T08:00:00Z"))
                .setEndedAt(Instant.parse("2026-03-02T09:00:00Z"))
                .setParticipants(26)
                .setFrames(3000)
                .setWindows(0)
                .setWithheldWindows(0)
                .setCoverage(0)
                .setMeanProbabilities(List.of())
                .setNegativeEpisodes(0)
                .setAbsentEpisodes(0)
                .build();
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
                    .contains("frames           exists; message.timestamp.type is LogAppendTime now")
                    .contains("lecture-events   created");

            out.getBuffer().setLength(0);
            moodstream(broker, "topics", "create");
            assertThat(out.toString().lines()).allMatch(line -> line.endsWith(" exists"));
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
