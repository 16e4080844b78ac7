package io.moodstream.ingest.replay;

import io.moodstream.kit.KafkaDefaults;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.UsesKafka;
import io.moodstream.schemas.FaceCrops;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Keys;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads which frames of some lectures are answered, on a thread of its own, from now on. */
@UsesKafka
final class ResultTracker implements AutoCloseable {
    private static final String ERRORS = "__streams.errors.";
    private static final Duration POLL = Duration.ofSeconds(1);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Set<String> lectures;
    private final InFlightFrames unanswered;
    private final Map<TopicPartition, Long> reached = new ConcurrentHashMap<>();
    private final AtomicBoolean closing = new AtomicBoolean();
    private final Thread thread = new Thread(this::read, "replay-answers");

    private ResultTracker(KafkaConsumer<byte[], byte[]> consumer, Set<String> lectures, InFlightFrames unanswered) {
        this.consumer = consumer;
        this.lectures = lectures;
        this.unanswered = unanswered;
    }

    /** Starts reading; no answer to a frame that is published after this is missed. */
    static ResultTracker start(StageConfig stage, Settings settings, Set<String> lectures, InFlightFrames unanswered) {
        var consumer = new KafkaConsumer<>(
                KafkaDefaults.consumer(stage, settings), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            List<TopicPartition> partitions = Stream.of(Topics.EMOTIONS, Topics.DEAD_LETTERS)
                    .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position); // seeking is lazy
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
        ResultTracker reader = new ResultTracker(consumer, lectures, unanswered);
        reader.thread.setDaemon(true);
        reader.thread.start();
        return reader;
    }

    private void read() {
        try {
            while (!closing.get()) {
                consumer.poll(POLL).forEach(this::take);
            }
        } catch (WakeupException e) {
            if (!closing.get()) {
                unanswered.fail(e);
            }
        } catch (RuntimeException | Error e) {
            unanswered.fail(e);
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        if (!isOurs(record.key())) {
            return;
        }
        if (record.topic().equals(Topics.EMOTIONS.name())) {
            FaceEmotions answer = value(Topics.EMOTIONS, record);
            reached.put(new TopicPartition(record.topic(), record.partition()), record.offset());
            unanswered.answered(Keys.source(answer.getLectureId(), answer.getSourceId()), answer.getSequence());
        } else {
            deadLetter(record);
        }
    }

    /** Offsets of the last answers so far, by partition of the topic emotions. */
    Map<TopicPartition, Long> reached() {
        return Map.copyOf(reached);
    }

    private boolean isOurs(byte[] key) {
        if (key == null) {
            return false;
        }
        String text = new String(key, StandardCharsets.UTF_8);
        int slash = text.indexOf('/');
        return slash > 0 && lectures.contains(text.substring(0, slash));
    }

    /** Of a frame by its place in the topic, of faces by what they say. */
    private void deadLetter(ConsumerRecord<byte[], byte[]> record) {
        String topic = header(record, "topic");
        String offset = header(record, "offset");
        if (topic.equals(Topics.FRAMES.name()) && offset.matches("\\d{1,18}")) {
            unanswered.deadLettered(Integer.parseInt(header(record, "partition")), Long.parseLong(offset));
        } else if (topic.equals(Topics.FACES.name())) {
            try {
                FaceCrops crops = value(Topics.FACES, record);
                unanswered.deadLettered(
                        Keys.source(crops.getLectureId(), crops.getSourceId()), crops.getSequence(), "");
            } catch (SerializationException e) {
                // It is a dead letter because it cannot be read: none of this replay's, whose faces can.
                return;
            }
        }
    }

    private static <V> V value(Topic<?, V> topic, ConsumerRecord<byte[], byte[]> record) {
        return topic.values().deserializer().deserialize(topic.name(), record.value());
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(ERRORS + name);
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        closing.set(true);
        consumer.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        consumer.close();
    }
}
