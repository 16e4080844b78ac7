package io.moodstream.launcher;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moodstream.kit.StageMetrics;
import io.moodstream.launcher.Ledger.FrameId;
import io.moodstream.launcher.Ledger.Place;
import io.moodstream.schemas.FaceCrops;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Keys;
import io.moodstream.schemas.LectureMood;
import io.moodstream.schemas.LectureReport;
import io.moodstream.schemas.Recommendation;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** What comes out of the pipeline for one lecture: enters answers into the ledger, writes files, tells what is new. */
final class Answers {
    private final String lecture;
    private final Ledger ledger;
    private final Latencies latencies;
    private final Optional<OutputFiles> files;
    private final Consumer<String> news;
    private long emotions;
    private boolean reported;

    Answers(String lecture, Ledger ledger, Latencies latencies, Optional<OutputFiles> files, Consumer<String> news) {
        this.lecture = lecture;
        this.ledger = ledger;
        this.latencies = latencies;
        this.files = files;
        this.news = news;
    }

    /** Takes one record of any output topic. */
    void take(ConsumerRecord<byte[], byte[]> record) throws IOException {
        Topic<?, ?> topic = Topics.named(record.topic()).orElseThrow();
        if (topic == Topics.DEAD_LETTERS) {
            deadLetter(record);
            return;
        }
        Object value = topic.values().deserializer().deserialize(record.topic(), record.value());
        if (value instanceof FaceEmotions answer && answer.getLectureId().equals(lecture)) {
            emotions++;
            reported = false;
            StageMetrics.publishedAt(record.headers()).ifPresent(at -> latencies.add(System.currentTimeMillis() - at));
            ledger.answered(
                    new FrameId(Keys.source(lecture, answer.getSourceId()), answer.getSequence()),
                    answer.getFaces().size(),
                    (int) answer.getFaces().stream()
                            .filter(face -> !face.getReadable())
                            .count());
        } else if (value instanceof LectureMood mood
                && mood.getIsFinal()
                && mood.getLectureId().equals(lecture)) {
            news.accept(MoodLine.of(mood));
        } else if (value instanceof Recommendation fit && fit.getLectureId().equals(lecture)) {
            news.accept("fits  " + fit.getUserId() + ": visible expression " + fit.getEmotion() + ", so "
                    + String.join(", ", fit.getGenres()));
        } else if (value instanceof LectureReport report
                && report.getLectureId().equals(lecture)) {
            reported = true;
        }
        write(topic, record);
    }

    /** Makes the files show what has come so far. */
    void flush() throws IOException {
        if (files.isPresent()) {
            files.get().flush();
        }
    }

    /** Whether the lecture's windows have all closed: its report is there, or there was nothing to report. */
    boolean isComplete() {
        return reported || emotions == 0;
    }

    private void deadLetter(ConsumerRecord<byte[], byte[]> record) throws IOException {
        DeadLetter letter = DeadLetter.of(record);
        if (letter.topic().equals(Topics.FRAMES.name()) && letter.offset() >= 0) {
            ledger.frameDeadLettered(new Place(letter.partition(), letter.offset()), letter.reason());
        } else if (letter.topic().equals(Topics.FACES.name())) {
            ledger.laterDeadLettered(frameBehind(record.value()), letter.reason());
        }
        write(Topics.DEAD_LETTERS, record);
    }

    private @Nullable FrameId frameBehind(byte[] faces) {
        try {
            FaceCrops crops = Topics.FACES.values().deserializer().deserialize(Topics.FACES.name(), faces);
            return new FrameId(Keys.source(crops.getLectureId(), crops.getSourceId()), crops.getSequence());
        } catch (SerializationException e) {
            // It is a dead letter because it cannot be read; then it cannot be told whose it was.
            return null;
        }
    }

    private void write(Topic<?, ?> topic, ConsumerRecord<byte[], byte[]> record) throws IOException {
        if (files.isPresent()) {
            ObjectNode json = JsonLines.of(topic, record);
            files.get().write(topic, json);
        }
    }
}
