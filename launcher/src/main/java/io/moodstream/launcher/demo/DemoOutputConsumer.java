package io.moodstream.launcher.demo;

import io.moodstream.kit.Latencies;
import io.moodstream.kit.StageMetrics;
import io.moodstream.kit.topics.DeadLetter;
import io.moodstream.kit.topics.FrameKey;
import io.moodstream.kit.topics.TopicReader;
import io.moodstream.launcher.topics.JsonLines;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.LectureMood;
import io.moodstream.schemas.LectureReport;
import io.moodstream.schemas.Recommendation;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * Consumes the pipeline's outputs: counts the results of the demo's own frames, prints the news of its lecture, and
 * writes files of all records, whoever caused them.
 */
final class DemoOutputConsumer {
    private static final Pattern SOURCE = Pattern.compile("[^/]+/[^/]+");

    private final String lecture;
    private final Set<String> sources;
    private final FrameAccounts accounts;
    private final Latencies latencies;
    private final LectureWatch watch;
    private final Optional<OutputFiles> files;
    private final Consumer<String> news;
    private final Consumer<FaceEmotions> others;

    /**
     * @param sources keys of the demo's own sources; browsers may send to the same lecture
     * @param news receives lines for the terminal
     * @param others receives the results of other sources
     */
    DemoOutputConsumer(
            String lecture,
            Set<String> sources,
            FrameAccounts accounts,
            Latencies latencies,
            LectureWatch watch,
            Optional<OutputFiles> files,
            Consumer<String> news,
            Consumer<FaceEmotions> others) {
        this.lecture = lecture;
        this.sources = sources;
        this.accounts = accounts;
        this.latencies = latencies;
        this.watch = watch;
        this.files = files;
        this.news = news;
        this.others = others;
    }

    /**
     * Consumes one record of any output topic.
     *
     * @return whether it is the result of one of the demo's own frames
     */
    boolean take(ConsumerRecord<byte[], byte[]> record) throws IOException {
        Topic<?, ?> topic = Topics.named(record.topic()).orElseThrow();
        if (topic == Topics.DEAD_LETTERS) {
            write(topic, record);
            return deadLetter(record);
        }
        Object value = TopicReader.value(topic, record);
        if (value instanceof FaceEmotions emotions && emotions.getSignal() != null) {
            return false; // says nothing about a picture
        }
        write(topic, record);
        if (value instanceof FaceEmotions answer) {
            return emotions(answer, record.headers());
        } else if (value instanceof LectureMood mood && mood.getLectureId().equals(lecture)) {
            mood(mood);
        } else if (value instanceof Recommendation fit && fit.getLectureId().equals(lecture)) {
            news.accept("fits  " + fit.getUserId() + ": visible expression " + fit.getEmotion() + ", so "
                    + String.join(", ", fit.getGenres()));
        } else if (value instanceof LectureReport report
                && report.getLectureId().equals(lecture)) {
            accounts.late(report.getLateFrames());
            watch.reported();
        }
        return false;
    }

    private boolean emotions(FaceEmotions answer, Headers headers) {
        FrameKey frame = FrameKey.of(answer);
        if (sources.contains(frame.source())) {
            watch.own(answer.getCapturedAt());
            StageMetrics.publishedAt(headers).ifPresent(at -> latencies.add(System.currentTimeMillis() - at));
            int unreadable = (int) answer.getFaces().stream()
                    .filter(face -> !face.getReadable())
                    .count();
            accounts.answered(frame, answer.getFaces().size(), unreadable);
            return true;
        }
        others.accept(answer);
        if (answer.getLectureId().equals(lecture)) {
            watch.other(answer.getCapturedAt());
        }
        return false;
    }

    private void mood(LectureMood mood) {
        if (mood.getIsFinal()) {
            watch.closed(mood.getWindowEnd());
            news.accept(MoodLine.of(mood));
        }
    }

    /** Flushes the files. */
    void flush() throws IOException {
        if (files.isPresent()) {
            files.get().flush();
        }
    }

    private boolean deadLetter(ConsumerRecord<byte[], byte[]> record) {
        DeadLetter letter = DeadLetter.of(record);
        if (isOfOthers(letter.key())) {
            return false;
        }
        accounts.deadLetter(letter);
        return true;
    }

    /** Returns whether a key belongs to a source that is not the demo's, such as a browser. */
    private boolean isOfOthers(String key) {
        return SOURCE.matcher(key).matches() && !sources.contains(key);
    }

    private void write(Topic<?, ?> topic, ConsumerRecord<byte[], byte[]> record) throws IOException {
        if (files.isPresent()) {
            files.get().write(topic, JsonLines.of(topic, record));
        }
    }
}
