package io.moodstream.launcher.lectures;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.broker.EmbeddedBroker;
import io.moodstream.launcher.CommandRunner;
import io.moodstream.launcher.CommandRunner.Outcome;
import io.moodstream.recordings.RecordingWriter;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.ImageEncoding;
import io.moodstream.schemas.Keys;
import io.moodstream.schemas.LectureReport;
import io.moodstream.schemas.SourceSignal;
import io.moodstream.schemas.SourceStatus;
import io.moodstream.schemas.Topics;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Notes on a lecture, on a real broker. */
class LectureIT {
    @TempDir
    private Path data;

    @Test
    void whatIsSaidAboutALectureIsInItsTopic() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(data, 0)) {
            Outcome early = moodstream(broker, "lecture", "end", "algebra");
            assertThat(early.code()).isEqualTo(2);
            assertThat(early.err())
                    .contains("The topic lecture-events does not exist at")
                    .contains("topics create");
            moodstream(broker, "topics", "create");

            Outcome mark = moodstream(broker, "lecture", "mark", "algebra", "slide 12", "--at", "2026-03-02T08:10:00Z");
            assertThat(mark.code()).isZero();
            assertThat(mark.err()).startsWith("No source of the lecture algebra is known: is its id right?");
            Outcome end = moodstream(broker, "lecture", "end", "algebra");
            assertThat(end.code()).isZero();
            assertThat(end.err()).startsWith("No source of the lecture algebra is known: is its id right?");

            Outcome tail = moodstream(broker, "tail", "lecture-events", "--from-beginning", "--max", "2");
            assertThat(tail.out().lines())
                    .satisfiesExactly(
                            first -> assertThat(first)
                                    .isEqualTo("{\"lectureId\":\"algebra\",\"at\":\"2026-03-02T08:10:00Z\","
                                            + "\"kind\":\"MARK\",\"text\":\"slide 12\"}"),
                            second -> assertThat(second).contains("\"kind\":\"END\",\"text\":\"\""));
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

            Outcome inIt = moodstream(broker, "lecture", "mark", "algebra", "in it", "--at", "2026-03-02T08:10:00Z");
            assertThat(inIt.code()).isZero();
            assertThat(inIt.out()).contains("in it");
            assertThat(inIt.err()).isEmpty();
            assertThat(moodstream(broker, "lecture", "end", "algebra").err())
                    .startsWith("It has ended: its latest report ends at 2026-03-02T09:00:00Z");
            Outcome tooLate = moodstream(broker, "lecture", "mark", "algebra", "too late");
            assertThat(tooLate.code()).isZero();
            assertThat(tooLate.out()).contains("too late");
            assertThat(tooLate.err())
                    .contains("The latest report of algebra ends at 2026-03-02T09:00:00Z")
                    .contains("--at gives it an earlier moment");
        }
    }

    @Test
    void aLectureIsNamedAndDeletedUnlessItIsRunning() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(data, 0);
                var sources = new KafkaProducer<>(
                        Map.of("bootstrap.servers", broker.bootstrap()),
                        Topics.SOURCES.keys().serializer(),
                        Topics.SOURCES.values().serializer());
                var producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", broker.bootstrap()),
                        Topics.LECTURE_REPORTS.keys().serializer(),
                        Topics.LECTURE_REPORTS.values().serializer())) {
            moodstream(broker, "topics", "create");
            producer.send(new ProducerRecord<>(Topics.LECTURE_REPORTS.name(), "algebra", report("algebra")))
                    .get();

            Outcome title = moodstream(broker, "lecture", "title", "algebra", "\u0917\u0923\u093f\u0924");
            assertThat(title.code()).isZero();
            assertThat(title.out()).contains("\"kind\":\"TITLE\",\"text\":\"\u0917\u0923\u093f\u0924\"");
            assertThat(moodstream(broker, "lecture", "title", "algebra", "x".repeat(201))
                            .err())
                    .contains("TITLE has 201 characters; expected at most 200");

            Path recording = Files.writeString(data.resolve("other.moodrec"), "no recording");
            Outcome refused = moodstream(broker, "lecture", "delete", "algebra", "--delete-recording", recording);
            assertThat(refused.code()).isEqualTo(2);
            assertThat(refused.err()).contains("--delete-recording=" + recording, "add --yes");
            sources.send(status("algebra", SourceSignal.BEGIN)).get();
            assertThat(moodstream(broker, "lecture", "list").out().lines())
                    .satisfiesExactly(
                            header -> assertThat(header).startsWith("lecture "),
                            line -> assertThat(line).matches("algebra +2026-03-02T08:00:00Z +20.* sending *"));
            assertThat(moodstream(broker, "lecture", "list", "--json").out())
                    .contains("\"lectureId\" : \"algebra\"", "\"sending\" : true", "\"reported\" : true");
            Outcome running = moodstream(broker, "lecture", "delete", "algebra", "--yes");
            assertThat(running.code()).isEqualTo(2);
            assertThat(running.err())
                    .contains("The lecture algebra is running: hall sent pictures", "lecture end algebra", "--force");
            assertThat(moodstream(broker, "lecture", "delete", "algebra", "--yes", "--force")
                            .out())
                    .contains("Deleted the lecture algebra", "lecture-reports: 1 record deleted");

            Outcome mistyped = moodstream(broker, "lecture", "delete", "alge", "--yes");
            assertThat(mistyped.code()).isEqualTo(1);
            assertThat(mistyped.out()).isEmpty();
            assertThat(mistyped.err()).contains("No topic held a record of the lecture alge: is its id right?");
            assertThat(moodstream(broker, "lecture", "delete", "alge", "--yes").code())
                    .as("the deletion itself is no record of it")
                    .isEqualTo(1);
            assertThat(moodstream(
                                    broker,
                                    "tail",
                                    "lecture-reports",
                                    "--from-beginning",
                                    "--lecture",
                                    "algebra",
                                    "--max",
                                    "2")
                            .out())
                    .contains("\"lectureId\":\"algebra\"", "\"key\":\"algebra\"", "\"deleted\":true");

            producer.send(new ProducerRecord<>(Topics.LECTURE_REPORTS.name(), "algebra", report("algebra")))
                    .get();
            sources.send(status("algebra", SourceSignal.END)).get();
            Outcome deleted = moodstream(broker, "lecture", "delete", "algebra", "--yes");
            assertThat(deleted.out())
                    .contains("Deleted the lecture algebra", "lecture-reports: 1 record deleted")
                    .as("what is left of the deletion before")
                    .doesNotContain("lecture-events");
            Outcome none = moodstream(broker, "report", "--lecture", "algebra", "--out", data.resolve("report"));
            assertThat(none.err()).contains("There is no report of lecture algebra: no such lecture is known");
            assertThat(none.code()).isEqualTo(1);
            Outcome unknown = moodstream(broker, "compare", "algebra", "biology");
            assertThat(unknown.err()).contains("algebra holds no emotions", "no such lecture in the topic emotions");
            assertThat(unknown.code()).isEqualTo(1);
            Path recorded = data.resolve("algebra.moodrec");
            record(recorded, "u-1");
            Outcome replayed = moodstream(broker, "replay", recorded, "--no-wait");
            assertThat(replayed.code()).as(replayed.err()).isZero();
        }
    }

    @Test
    void aUserIsErasedUnlessSendingAndTheRecordingsThatHoldTheUserAreNamed() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(data.resolve("broker"), 0);
                var sources = new KafkaProducer<>(
                        Map.of("bootstrap.servers", broker.bootstrap()),
                        Topics.SOURCES.keys().serializer(),
                        Topics.SOURCES.values().serializer())) {
            moodstream(broker, "topics", "create");
            Path recordings = Files.createDirectory(data.resolve("recordings"));
            record(recordings.resolve("with.moodrec"), "u-1");
            record(recordings.resolve("without.moodrec"), "u-2");
            Files.writeString(recordings.resolve("broken.moodrec"), "no recording");

            Outcome refused = moodstream(broker, "erase", "--user", "anna@school", "--recordings", "nowhere");
            assertThat(refused.code()).isEqualTo(2);
            assertThat(refused.err())
                    .contains("--user=anna@school: expected a pseudonym", "--recordings=nowhere: expected a folder")
                    .contains("add --yes");
            sources.send(status("algebra", SourceSignal.BEGIN)).get();
            assertThat(moodstream(broker, "lecture", "end", "algebra").err())
                    .contains("Its report comes when", "RECOMMENDER_SILENCE, 15 s by default");
            assertThat(moodstream(broker, "lecture", "end", "alge").err()).contains("No source of the lecture alge ");
            Outcome sending = moodstream(broker, "erase", "--user", "u-1", "--yes");
            assertThat(sending.code()).isEqualTo(2);
            assertThat(sending.err()).contains("The user u-1 is sending: hall sent pictures", "--force");

            sources.send(status("algebra", SourceSignal.END)).get();
            Outcome erased = moodstream(broker, "erase", "--user", "u-1", "--yes", "--recordings", recordings);
            assertThat(erased.code()).as("a recording could not be read").isEqualTo(1);
            assertThat(erased.out())
                    .contains("Erased the user u-1", "sources: 1 record deleted")
                    .contains("with.moodrec: this recording holds the user")
                    .contains("broken.moodrec: cannot be read")
                    .doesNotContain("without.moodrec")
                    .contains("Looked through 3 recordings");

            Outcome mistyped = moodstream(broker, "erase", "--user", "u-9", "--yes");
            assertThat(mistyped.code()).isEqualTo(1);
            assertThat(mistyped.out())
                    .isEqualToIgnoringNewLines("No topic held a record of the user u-9: is it right?");
            Files.delete(recordings.resolve("broken.moodrec"));
            Outcome inRecordingOnly = moodstream(broker, "erase", "--user", "u-2", "--yes", "--recordings", recordings);
            assertThat(inRecordingOnly.code()).as(inRecordingOnly.out()).isZero();
        }
    }

    private static void record(Path file, String user) throws IOException {
        try (RecordingWriter writer = RecordingWriter.create(file, false, true)) {
            writer.append(Frame.newBuilder()
                    .setLectureId("algebra")
                    .setSourceId("hall")
                    .setUserId(user)
                    .setSequence(0)
                    .setCapturedAt(Instant.EPOCH)
                    .setEncoding(ImageEncoding.JPEG)
                    .setImage(ByteBuffer.allocate(1))
                    .build());
        }
    }

    private static ProducerRecord<String, SourceStatus> status(String lecture, SourceSignal signal) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        SourceStatus status = SourceStatus.newBuilder()
                .setLectureId(lecture)
                .setSourceId("hall")
                .setUserId("u-1")
                .setRun("run")
                .setAt(now)
                .setSignal(signal)
                .setStartedAt(now)
                .setCapturedAt(now)
                .setPublished(1)
                .setAcknowledged(1)
                .setNextSequence(1)
                .setLost(0)
                .setDeadLettered(Map.of())
                .setDropped(Map.of())
                .build();
        return new ProducerRecord<>(Topics.SOURCES.name(), Keys.run(lecture, "hall", "run"), status);
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

    private static Outcome moodstream(EmbeddedBroker broker, Object... args) {
        return CommandRunner.at(broker).run(args);
    }
}
