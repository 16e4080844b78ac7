package io.moodstream.dashboard.topics;

import static io.moodstream.dashboard.lectures.Samples.attention;
import static io.moodstream.dashboard.lectures.Samples.emotions;
import static io.moodstream.dashboard.lectures.Samples.mood;
import static io.moodstream.dashboard.lectures.Samples.recommendation;
import static io.moodstream.dashboard.lectures.Samples.report;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.moodstream.broker.EmbeddedBroker;
import io.moodstream.dashboard.deletion.Deletion;
import io.moodstream.dashboard.lectures.Samples;
import io.moodstream.kit.OutlivedRecords;
import io.moodstream.kit.topics.DeadLetter;
import io.moodstream.schemas.Attention;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.ImageEncoding;
import io.moodstream.schemas.LectureMood;
import io.moodstream.schemas.LectureReport;
import io.moodstream.schemas.Recommendation;
import io.moodstream.schemas.SourceSignal;
import io.moodstream.schemas.SourceStatus;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import io.moodstream.testing.SharedBroker;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedBroker.class)
class TopicsReaderIT {
    private static final Duration LONG = Duration.ofSeconds(30);

    private static Kafka kafka;

    @BeforeAll
    static void start(EmbeddedBroker broker) {
        kafka = Kafka.at(broker);
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void tellsThePastAndThenWhatComes() throws Exception {
        kafka.write(mood("past", 0, 0.5, true));
        kafka.write(attention("past", "cam", 1, 0, false));
        kafka.write(report("past", 1));
        kafka.write(recommendation("past", "u-1", "so"));
        kafka.write(emotions("past", "cam", 0, 1, 1), 1000);
        kafka.writeDeadLetter("past/cam", "gone");
        kafka.flush();
        Heard heard = new Heard("past");
        try (TopicsReader reader = kafka.reader(List.of(heard))) {
            assertThat(reader.awaitCaughtUp(LONG)).isTrue();
            assertThat(reader.isHealthy()).isTrue();
            assertThat(heard.all).containsExactlyInAnyOrder("mood 0.5", "attention false", "report 1", "why so");

            kafka.write(mood("past", 0, 0.7, true));
            kafka.write(emotions("past", "cam", 7, 1, 1), 1234);
            kafka.writeDeadLetter("past/cam", "broken");
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(heard.all)
                            .contains("mood 0.7", "emotions 7 at 1234", "dead past/cam frames/3/77: broken")
                            .doesNotContain("emotions 0 at 1000", "dead past/cam frames/3/77: gone"));
        }
    }

    @Test
    void whatPublishersTellComesFromThePastWithItsTimeAndThenAsItIsWritten() throws Exception {
        Instant before = Instant.now();
        kafka.write(status("told", 5));
        kafka.flush();
        List<Instant> times = new CopyOnWriteArrayList<>();
        TopicListener listener = new TopicListener() {
            @Override
            public void source(SourceStatus status, Instant writtenAt) {
                if (status.getLectureId().equals("told")) {
                    times.add(writtenAt);
                }
            }
        };
        try (TopicsReader reader = kafka.reader(List.of(listener))) {
            assertThat(reader.awaitCaughtUp(LONG)).isTrue();
            assertThat(times)
                    .singleElement()
                    .satisfies(
                            time -> assertThat(time).isBetween(before.truncatedTo(ChronoUnit.MILLIS), Instant.now()));
            kafka.write(status("told", 6));
            await().atMost(LONG).untilAsserted(() -> assertThat(times).hasSize(2));
        }
    }

    @Test
    void aDeletedLectureStaysGoneAndOneOfItsNameBeginsAnew() throws Exception {
        kafka.write(mood("gone", 0, 0.5, true));
        kafka.write(mood("stays", 0, 0.5, true));
        for (int partition = 0; partition < 40; partition++) {
            kafka.write(attention("gone", "cam-" + partition, 1, 0, false)); // beside those of other lectures
            kafka.write(attention("other-" + partition, "cam-" + partition, 1, 0, false));
        }
        kafka.write(report("gone", 1));
        kafka.write(status("gone", 5));
        kafka.write(recommendation("gone", "u-gone", "so"));
        kafka.flush();
        Heard heard = new Heard("gone");
        try (TopicsReader reader = kafka.reader(List.of(heard))) {
            assertThat(reader.awaitCaughtUp(LONG)).isTrue();

            Deletion deletion = kafka.delete("gone");

            await().atMost(LONG).until(() -> heard.all.contains("deleted"));
            assertThat(deletion.deleted())
                    .containsEntry("moods", 1L)
                    .containsEntry("sources", 1L)
                    .containsEntry("recommendations", 1L)
                    .containsEntry("lecture-reports", 1L);
            assertThat(deletion.kept())
                    .filteredOn(kept -> kept.topic().equals("attention"))
                    .singleElement()
                    .satisfies(kept -> assertThat(kept.until())
                            .isEqualTo(deletion.at().plus(OutlivedRecords.goneAfter(Topics.ATTENTION.retention()))));
        }
        for (Topic<?, ?> topic : List.of(Topics.MOODS, Topics.SOURCES, Topics.LECTURE_REPORTS)) {
            assertThat(kafka.records(topic, "gone")).as(topic.name()).isZero();
        }
        assertThat(kafka.records(Topics.MOODS, "stays")).isEqualTo(1);
        assertThat(kafka.renew("gone").getDeletedAt())
                .as("after a renewal by a dashboard that has not heard of the deletion")
                .isNotNull();
        kafka.write(mood("gone", 7, 0.9, true));
        kafka.flush();
        Heard restarted = new Heard("gone");
        try (TopicsReader reader = kafka.reader(List.of(restarted))) {
            assertThat(reader.awaitCaughtUp(LONG)).isTrue();
            assertThat(restarted.all).containsExactly("deleted", "mood 0.9");
        }
    }

    @Test
    void signalsAndProbesAreNoPictures() throws Exception {
        Heard heard = new Heard("signals");
        try (TopicsReader reader = kafka.reader(List.of(heard))) {
            assertThat(reader.awaitCaughtUp(LONG)).isTrue();
            kafka.write(signal(SourceSignal.BEGIN, "cam"), 1);
            kafka.write(signal(SourceSignal.PROBE, "probe-3"), 1);
            kafka.writeDeadLetter(Frame.newBuilder()
                    .setLectureId("signals")
                    .setSourceId("probe-3")
                    .setSequence(0)
                    .setCapturedAt(Instant.EPOCH)
                    .setEncoding(ImageEncoding.JPEG)
                    .setImage(ByteBuffer.allocate(0))
                    .setSignal(SourceSignal.PROBE)
                    .build());
            kafka.flush();
            kafka.write(mood("signals", 0, 0.5, true));
            await().atMost(LONG).untilAsserted(() -> assertThat(heard.all).contains("mood 0.5"));
            kafka.write(emotions("signals", "cam", 0, 1, 1), 1);
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(heard.all).containsExactly("mood 0.5", "emotions 0 at 1"));
        }
    }

    private static FaceEmotions signal(SourceSignal signal, String source) {
        return FaceEmotions.newBuilder(emotions("signals", source, 9, 0, 0))
                .setSignal(signal)
                .build();
    }

    private static SourceStatus status(String lecture, long published) {
        return Samples.status(lecture, "cam", published, SourceSignal.BEGIN);
    }

    @Test
    void recordsThatCannotBeReadAreSkipped() throws Exception {
        kafka.write("moods", "foreign", new byte[] {1, 2, 3});
        kafka.write("attention", "foreign", "{\"json\": true}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        kafka.write("recommendations", "foreign", new byte[0]);
        kafka.flush();
        Heard heard = new Heard("foreign");
        try (TopicsReader reader = kafka.reader(List.of(heard))) {
            assertThat(reader.awaitCaughtUp(LONG)).isTrue();
            kafka.write("emotions", "foreign/cam", new byte[50]);
            kafka.write(mood("foreign", 0, 0.5, true));
            await().atMost(LONG).untilAsserted(() -> assertThat(heard.all).containsExactly("mood 0.5"));
            assertThat(reader.isHealthy()).isTrue();
        }
    }

    @Test
    void aListenerThatFailsNeitherStopsTheOthersNorItself() {
        Heard heard = new Heard("failing");
        Heard failing = new Heard("failing") {
            @Override
            public void mood(LectureMood mood) {
                super.mood(mood);
                throw new IllegalStateException("on purpose");
            }
        };
        try (TopicsReader reader = kafka.reader(List.of(failing, heard))) {
            kafka.write(mood("failing", 0, 0.1, true));
            kafka.write(mood("failing", 0, 0.2, true));
            await().atMost(LONG).untilAsserted(() -> assertThat(heard.all).containsExactly("mood 0.1", "mood 0.2"));
            assertThat(failing.all).containsExactly("mood 0.1", "mood 0.2");
            assertThat(reader.isHealthy()).isTrue();
        }
    }

    /** Writes down what it hears of one lecture. */
    private static class Heard implements TopicListener {
        final List<String> all = new CopyOnWriteArrayList<>();
        private final String lecture;

        Heard(String lecture) {
            this.lecture = lecture;
        }

        @Override
        public void mood(LectureMood mood) {
            add(mood.getLectureId(), "mood " + mood.getPositivity());
        }

        @Override
        public void attention(Attention attention, Instant writtenAt) {
            add(attention.getLectureId(), "attention " + attention.getCleared());
        }

        @Override
        public void report(LectureReport report) {
            add(report.getLectureId(), "report " + report.getWindows());
        }

        @Override
        public void recommendation(Recommendation recommendation, Instant writtenAt) {
            add(recommendation.getLectureId(), "why " + recommendation.getWhy());
        }

        @Override
        public void emotions(FaceEmotions frame, Optional<Long> publishedAt) {
            add(frame.getLectureId(), "emotions " + frame.getSequence() + " at " + publishedAt.orElseThrow());
        }

        @Override
        public void deadLetter(DeadLetter letter) {
            String source = letter.key();
            add(
                    source.split("/")[0],
                    "dead " + source + " " + letter.topic() + "/" + letter.partition() + "/" + letter.offset() + ": "
                            + letter.message());
        }

        @Override
        public void deleted(String gone) {
            add(gone, "deleted");
        }

        private void add(String of, String what) {
            if (of.equals(lecture)) {
                all.add(what);
            }
        }
    }
}
