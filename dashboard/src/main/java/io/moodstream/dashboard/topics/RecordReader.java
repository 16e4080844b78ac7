package io.moodstream.dashboard.topics;

import io.moodstream.kit.StageMetrics;
import io.moodstream.kit.UsesKafka;
import io.moodstream.kit.topics.DeadLetter;
import io.moodstream.kit.topics.FrameKey;
import io.moodstream.kit.topics.TopicReader;
import io.moodstream.schemas.Consent;
import io.moodstream.schemas.Erasure;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.LectureSettings;
import io.moodstream.schemas.SourceStatus;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import io.moodstream.schemas.Users;
import java.time.Instant;
import java.util.HashMap;
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
    private final DeletedLectures deleted = new DeletedLectures();

    /** When each user was erased, by the broker's clock, UTC milliseconds. */
    private final Map<String, Long> erasedAt = new HashMap<>();

    /** A call that takes when the record was written, too. */
    private interface DatedCall<V> {
        void accept(TopicListener listener, V value, Instant writtenAt);
    }

    private boolean past = true;
    private final Map<String, Consumer<ConsumerRecord<byte[], byte[]>>> readers;

    RecordReader(List<? extends TopicListener> listeners, ThrottledLog warnings) {
        this.listeners = List.copyOf(listeners);
        this.warnings = warnings;
        this.readers = Map.ofEntries(
                Map.entry(Topics.MOODS.name(), reader(Topics.MOODS, TopicListener::mood)),
                Map.entry(Topics.ATTENTION.name(), dated(Topics.ATTENTION, TopicListener::attention)),
                Map.entry(Topics.LECTURE_REPORTS.name(), reader(Topics.LECTURE_REPORTS, TopicListener::report)),
                Map.entry(Topics.LECTURE_EVENTS.name(), reader(Topics.LECTURE_EVENTS, TopicListener::event)),
                Map.entry(Topics.LECTURE_SETTINGS.name(), this::settings),
                Map.entry(Topics.ERASURES.name(), this::erasure),
                Map.entry(Topics.CONSENTS.name(), this::consent),
                Map.entry(Topics.RECOMMENDATIONS.name(), dated(Topics.RECOMMENDATIONS, TopicListener::recommendation)),
                Map.entry(Topics.SOURCES.name(), this::source),
                Map.entry(Topics.EMOTIONS.name(), record -> emotions(Topics.EMOTIONS, record)),
                Map.entry(Topics.PHOTO_EMOTIONS.name(), record -> emotions(Topics.PHOTO_EMOTIONS, record)),
                Map.entry(Topics.FRAMES.name(), reader(Topics.FRAMES, TopicListener::frame)),
                Map.entry(Topics.DEAD_LETTERS.name(), this::deadLetter));
    }

    void read(ConsumerRecord<byte[], byte[]> record) {
        Consumer<ConsumerRecord<byte[], byte[]>> reader = readers.get(record.topic());
        if (reader == null || record.value() == null) {
            return; // a tombstone
        }
        try {
            if (!deleted.covers(record)) {
                reader.accept(record);
            }
        } catch (RuntimeException e) {
            warnings.add("Skipped an unreadable record of the topic " + record.topic(), e);
        }
    }

    private <V> Consumer<ConsumerRecord<byte[], byte[]>> reader(
            Topic<String, V> topic, BiConsumer<TopicListener, V> call) {
        return dated(topic, (listener, value, writtenAt) -> call.accept(listener, value));
    }

    private <V> Consumer<ConsumerRecord<byte[], byte[]>> dated(Topic<String, V> topic, DatedCall<V> call) {
        return record -> {
            V value = TopicReader.value(topic, record);
            if (!isErased(value, record)) {
                Instant writtenAt = Instant.ofEpochMilli(record.timestamp());
                tell(listener -> call.accept(listener, value, writtenAt));
            }
        };
    }

    private boolean isErased(Object value, ConsumerRecord<byte[], byte[]> record) {
        return !erasedAt.isEmpty()
                && Users.of(value)
                        .map(erasedAt::get)
                        .filter(erased -> record.timestamp() <= erased)
                        .isPresent();
    }

    private void emotions(Topic<String, FaceEmotions> topic, ConsumerRecord<byte[], byte[]> record) {
        var frame = TopicReader.value(topic, record);
        if (frame.getSignal() != null || isErased(frame, record)) {
            return;
        }
        var publishedAt = StageMetrics.publishedAt(record.headers());
        tell(listener -> listener.emotions(frame, publishedAt));
    }

    private void settings(ConsumerRecord<byte[], byte[]> record) {
        LectureSettings settings = TopicReader.value(Topics.LECTURE_SETTINGS, record);
        if (deleted.take(settings)) {
            tell(listener -> listener.deleted(settings.getLectureId()));
        }
        tell(listener -> listener.settings(settings));
    }

    private void erasure(ConsumerRecord<byte[], byte[]> record) {
        Erasure erasure = TopicReader.value(Topics.ERASURES, record);
        Long before = erasedAt.get(erasure.getUserId());
        if (before == null || before < record.timestamp()) { // when marks are read anew, earlier ones come again
            erasedAt.put(erasure.getUserId(), record.timestamp());
            tell(listener -> listener.erased(erasure.getUserId()));
        }
    }

    private void consent(ConsumerRecord<byte[], byte[]> record) {
        Consent consent = TopicReader.value(Topics.CONSENTS, record);
        tell(listener -> listener.consent(consent));
    }

    private void source(ConsumerRecord<byte[], byte[]> record) {
        SourceStatus status = TopicReader.value(Topics.SOURCES, record);
        if (isErased(status, record)) {
            return;
        }
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
