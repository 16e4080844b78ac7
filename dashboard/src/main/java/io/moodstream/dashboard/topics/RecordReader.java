package io.moodstream.dashboard.topics;

import io.moodstream.kit.StageMetrics;
import io.moodstream.kit.UsesKafka;
import io.moodstream.kit.topics.DeadLetter;
import io.moodstream.kit.topics.FrameKey;
import io.moodstream.kit.topics.TopicReader;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.SourceStatus;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;

/** Decodes records and calls the listeners. Skips unreadable records; a listener that fails still gets the next one. */
@UsesKafka
final class RecordReader {
    private final List<TopicListener> listeners;
    private final ThrottledLog warnings;
    private boolean past = true;
    private final Map<String, Consumer<ConsumerRecord<byte[], byte[]>>> readers;

    RecordReader(List<? extends TopicListener> listeners, ThrottledLog warnings) {
        this.listeners = List.copyOf(listeners);
        this.warnings = warnings;
        this.readers = Map.of(
                Topics.MOODS.name(),
                reader(Topics.MOODS, TopicListener::mood),
                Topics.ATTENTION.name(),
                reader(Topics.ATTENTION, TopicListener::attention),
                Topics.LECTURE_REPORTS.name(),
                reader(Topics.LECTURE_REPORTS, TopicListener::report),
                Topics.RECOMMENDATIONS.name(),
                reader(Topics.RECOMMENDATIONS, TopicListener::recommendation),
                Topics.SOURCES.name(),
                this::source,
                Topics.EMOTIONS.name(),
                record -> emotions(Topics.EMOTIONS, record),
                Topics.PHOTO_EMOTIONS.name(),
                record -> emotions(Topics.PHOTO_EMOTIONS, record),
                Topics.FRAMES.name(),
                reader(Topics.FRAMES, TopicListener::frame),
                Topics.DEAD_LETTERS.name(),
                this::deadLetter);
    }

    void read(ConsumerRecord<byte[], byte[]> record) {
        Consumer<ConsumerRecord<byte[], byte[]>> reader = readers.get(record.topic());
        if (reader == null || record.value() == null) {
            return; // a tombstone
        }
        try {
            reader.accept(record);
        } catch (RuntimeException e) {
            warnings.add("Skipped an unreadable record of the topic " + record.topic(), e);
        }
    }

    private <V> Consumer<ConsumerRecord<byte[], byte[]>> reader(
            Topic<String, V> topic, BiConsumer<TopicListener, V> call) {
        return record -> {
            V value = TopicReader.value(topic, record);
            tell(listener -> call.accept(listener, value));
        };
    }

    private void emotions(Topic<String, FaceEmotions> topic, ConsumerRecord<byte[], byte[]> record) {
        var frame = TopicReader.value(topic, record);
        if (frame.getSignal() != null) {
            return;
        }
        var publishedAt = StageMetrics.publishedAt(record.headers());
        tell(listener -> listener.emotions(frame, publishedAt));
    }

    private void source(ConsumerRecord<byte[], byte[]> record) {
        SourceStatus status = TopicReader.value(Topics.SOURCES, record);
        Instant writtenAt = past ? Instant.ofEpochMilli(record.timestamp()) : Instant.now();
        tell(listener -> listener.source(status, writtenAt));
    }

    private void deadLetter(ConsumerRecord<byte[], byte[]> record) {
        DeadLetter letter = DeadLetter.of(record);
        Optional<Frame> frame = letter.topic().equals(Topics.FRAMES.name()) ? frame(record) : Optional.empty();
        if (frame.isPresent() && frame.get().getSignal() != null) {
            return;
        }
        Optional<FrameKey> key = frame.map(FrameKey::of).or(() -> letter.faces().map(FrameKey::of));
        tell(listener -> listener.deadLetter(letter, key));
    }

    private static Optional<Frame> frame(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Optional.of(TopicReader.value(Topics.FRAMES, record));
        } catch (SerializationException e) {
            return Optional.empty(); // which may be why it is a dead letter
        }
    }

    /** Notes that everything that was there at the start has been read. */
    void caughtUp() {
        past = false;
    }

    /** Calls all listeners. */
    void tell(Consumer<TopicListener> call) {
        for (TopicListener listener : listeners) {
            try {
                call.accept(listener);
            } catch (RuntimeException e) {
                warnings.add(listener.getClass().getSimpleName() + " failed to process a record", e);
            }
        }
    }
}
