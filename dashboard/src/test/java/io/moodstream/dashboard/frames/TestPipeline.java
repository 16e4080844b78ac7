package io.moodstream.dashboard.frames;

import io.moodstream.kit.KafkaDefaults;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.pictures.Drawn;
import io.moodstream.schemas.Counting;
import io.moodstream.schemas.Emotion;
import io.moodstream.schemas.FaceBox;
import io.moodstream.schemas.FaceCrops;
import io.moodstream.schemas.FaceEmotion;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.LectureEvent;
import io.moodstream.schemas.LectureEventKind;
import io.moodstream.schemas.Medium;
import io.moodstream.schemas.Recommendation;
import io.moodstream.schemas.RecommendedItem;
import io.moodstream.schemas.SourceSignal;
import io.moodstream.schemas.SourceStatus;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Stands for the stages, which are other processes: answers each frame by the number drawn into it. The face has that
 * number as its track, an expression by it, and titles with it.
 */
public final class TestPipeline implements AutoCloseable {
    /** Never answered. */
    public static final int SILENT = 250;
    /** No face. */
    public static final int NO_FACE = 251;
    /** Becomes a dead letter of the detector. */
    public static final int DEAD = 252;
    /** A face that cannot be read. */
    public static final int UNREADABLE = 253;
    /** Nothing is recommended. */
    public static final int NOT_RECOMMENDED = 254;
    /** Its faces become a dead letter of the classifier. */
    public static final int DEAD_FACES = 255;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaProducer<byte[], byte[]> producer;
    private final String why;
    private final AtomicInteger answered = new AtomicInteger();
    private final List<Frame> frames = new ArrayList<>();
    private final List<Frame> signals = new ArrayList<>();
    private final Map<String, SourceStatus> statuses = new ConcurrentHashMap<>();
    private final Thread thread = new Thread(this::run, "test-pipeline");
    /** Whether it keeps the frames that it has seen. */
    volatile boolean remembers = true;

    private volatile boolean closed;

    /** @param why what every recommendation gives as its reason */
    TestPipeline(StageConfig stage, Settings settings, String why) {
        this.why = why;
        var bytes = new ByteArrayDeserializer();
        consumer = new KafkaConsumer<>(KafkaDefaults.consumer(stage, settings), bytes, bytes);
        producer = new KafkaProducer<>(
                KafkaDefaults.producer(stage, settings), new ByteArraySerializer(), new ByteArraySerializer());
        List<TopicPartition> partitions = Stream.of(Topics.FRAMES, Topics.PHOTOS, Topics.SOURCES)
                .flatMap(topic -> IntStream.range(0, topic.partitions())
                        .mapToObj(partition -> new TopicPartition(topic.name(), partition)))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions); // what was there before are other tests' frames
        partitions.forEach(consumer::position);
        thread.start();
    }

    /** The expression that a number is answered with. */
    public static Emotion emotion(int number) {
        return Emotion.values()[number % Emotion.values().length];
    }

    /** How many frames it has seen. */
    int answered() {
        return answered.get();
    }

    /** The frames it has seen from a source. */
    public List<Frame> framesOf(String source) {
        synchronized (frames) {
            return frames.stream()
                    .filter(frame -> frame.getSourceId().equals(source))
                    .toList();
        }
    }

    /** The signals it has seen from a source. */
    public List<SourceSignal> signalsOf(String source) {
        synchronized (frames) {
            return signals.stream()
                    .filter(frame -> frame.getSourceId().equals(source))
                    .map(Frame::getSignal)
                    .toList();
        }
    }

    private void run() {
        while (!closed) {
            consumer.poll(Duration.ofMillis(100)).forEach(this::answer);
        }
        consumer.close();
        producer.close();
    }

    /** Ends a lecture, as its teacher does. */
    public void endLecture(String lecture) {
        LectureEvent end = new LectureEvent(lecture, Instant.now(), LectureEventKind.END, "");
        byte[] value = Topics.LECTURE_EVENTS.values().serializer().serialize(Topics.LECTURE_EVENTS.name(), end);
        var unused = producer.send(
                new ProducerRecord<>(Topics.LECTURE_EVENTS.name(), lecture.getBytes(StandardCharsets.UTF_8), value));
    }

    /** The latest status of a source. */
    public Optional<SourceStatus> statusOf(String source) {
        return Optional.ofNullable(statuses.get(source));
    }

    private void answer(ConsumerRecord<byte[], byte[]> record) {
        if (record.topic().equals(Topics.SOURCES.name())) {
            SourceStatus status = Topics.SOURCES.values().deserializer().deserialize(record.topic(), record.value());
            statuses.put(status.getSourceId(), status);
            return;
        }
        Frame frame = Topics.FRAMES.values().deserializer().deserialize(record.topic(), record.value());
        if (frame.getSignal() != null) {
            synchronized (frames) {
                signals.add(frame);
            }
            return;
        }
        byte[] image = new byte[frame.getImage().remaining()];
        frame.getImage().get(image);
        if (remembers) {
            synchronized (frames) {
                frames.add(frame);
            }
        }
        int number = Drawn.number(image);
        switch (number) {
            case SILENT -> {}
            case DEAD -> deadLetter(record, record.topic(), record.offset(), record.value());
            case DEAD_FACES ->
                deadLetter(record, (isPhoto(record) ? Topics.PHOTO_FACES : Topics.FACES).name(), 0, faces(frame));
            default -> emotions(record, frame, number);
        }
        answered.incrementAndGet();
    }

    private void emotions(ConsumerRecord<byte[], byte[]> record, Frame frame, int number) {
        List<FaceEmotion> faces = number == NO_FACE ? List.of() : List.of(face(number));
        FaceEmotions emotions = new FaceEmotions(
                frame.getLectureId(),
                frame.getSourceId(),
                frame.getUserId(),
                frame.getSequence(),
                frame.getCapturedAt(),
                "test-model",
                faces,
                "test-detector",
                frame.getRun(),
                null,
                Counting.ALL,
                null,
                null,
                false);
        send(isPhoto(record) ? Topics.PHOTO_EMOTIONS : Topics.EMOTIONS, record.key(), emotions);
        boolean readable = number != NO_FACE && number != UNREADABLE && number != NOT_RECOMMENDED;
        if (frame.getUserId() != null && readable) {
            send(
                    Topics.RECOMMENDATIONS,
                    frame.getUserId().getBytes(StandardCharsets.UTF_8),
                    recommendation(frame, frame.getUserId(), number));
        }
    }

    private static boolean isPhoto(ConsumerRecord<byte[], byte[]> record) {
        return record.topic().equals(Topics.PHOTOS.name());
    }

    private static FaceEmotion face(int number) {
        List<Float> probabilities = IntStream.range(0, Emotion.values().length)
                .mapToObj(i -> i == emotion(number).ordinal() ? 0.7f : 0.05f)
                .toList();
        FaceBox box = new FaceBox(0.1f, 0.2f, 0.3f, 0.4f);
        return new FaceEmotion((long) number, box, probabilities, emotion(number), 0.7f, number != UNREADABLE);
    }

    private Recommendation recommendation(Frame frame, String user, int number) {
        return new Recommendation(
                user,
                frame.getLectureId(),
                frame.getCapturedAt(),
                emotion(number),
                List.of(0.1, 0.1, 0.1, 0.4, 0.1, 0.1, 0.1),
                List.of("genre-" + number, "jazz"),
                List.of(item(Medium.song, number), item(Medium.movie, number), item(Medium.book, number)),
                why);
    }

    private static RecommendedItem item(Medium medium, int number) {
        return new RecommendedItem(
                medium, "<" + medium + "-" + number + ">", null, "https://example.org/" + number, null);
    }

    private static byte[] faces(Frame frame) {
        FaceCrops faces = new FaceCrops(
                frame.getLectureId(),
                frame.getSourceId(),
                frame.getUserId(),
                frame.getSequence(),
                frame.getCapturedAt(),
                640,
                480,
                "test-detector",
                List.of(),
                frame.getRun(),
                null,
                Counting.ALL,
                null,
                null,
                false);
        return Topics.FACES.values().serializer().serialize(Topics.FACES.name(), faces);
    }

    private void deadLetter(ConsumerRecord<byte[], byte[]> record, String topic, long offset, byte[] value) {
        var letter = new ProducerRecord<>(Topics.DEAD_LETTERS.name(), record.key(), value);
        header(letter, "topic", topic);
        header(letter, "partition", Integer.toString(record.partition()));
        header(letter, "offset", Long.toString(offset));
        header(letter, "message", "no picture in it");
        send(letter);
    }

    private static void header(ProducerRecord<byte[], byte[]> letter, String name, String value) {
        letter.headers().add("__streams.errors." + name, value.getBytes(StandardCharsets.UTF_8));
    }

    private <T> void send(Topic<String, T> topic, byte[] key, T value) {
        send(new ProducerRecord<>(topic.name(), key, topic.values().serializer().serialize(topic.name(), value)));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the tests would miss the answer
    private void send(ProducerRecord<byte[], byte[]> record) {
        producer.send(record);
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
