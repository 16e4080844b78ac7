package io.moodstream.dashboard.topics;

import static io.moodstream.dashboard.lectures.Samples.attention;
import static io.moodstream.dashboard.lectures.Samples.emotions;
import static io.moodstream.dashboard.lectures.Samples.recommendation;
import static io.moodstream.dashboard.lectures.Samples.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.dashboard.deletion.Deletion;
import io.moodstream.kit.topics.TopicReader;
import io.moodstream.schemas.Attention;
import io.moodstream.schemas.Consent;
import io.moodstream.schemas.Erasure;
import io.moodstream.schemas.FaceCrops;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.ImageEncoding;
import io.moodstream.schemas.Keys;
import io.moodstream.schemas.SourceSignal;
import io.moodstream.schemas.SourceStatus;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Erasing a user on a real broker: all topics are read afterwards. */
class UserErasureIT {
    private static final String USER = "u-secret";
    private static final String OTHER = "u-other";

    @TempDir
    private Path folder;

    @Test
    void noTopicHoldsARecordOfAnErasedUser() {
        try (Kafka kafka = Kafka.start(folder)) {
            String source = "calm-otter-1";
            writeAll(kafka, "algebra", source, USER);
            kafka.write(
                    Topics.FRAMES.name(), "algebra/" + besides("algebra", source, true), probe()); // in its partition
            writeAll(kafka, "algebra", besides("algebra", source, false), OTHER);
            kafka.flush();
            assertThat(kafka.records())
                    .filteredOn(record -> isOf(USER, source, record))
                    .hasSize(11);
            long others = kafka.records().stream()
                    .filter(record -> !isOf(USER, source, record))
                    .count();

            AtomicBoolean wasLate = new AtomicBoolean();
            List<Integer> left = new ArrayList<>();
            Deletion erased = kafka.erase(USER, progress -> {
                left.add(progress.left());
                if (progress.left() < 8 && !wasLate.getAndSet(true)) { // the topic is behind this pass
                    write(kafka, Topics.FACES, "algebra", source, faces("algebra", source, USER));
                    kafka.flush();
                }
            });

            assertThat(left)
                    .as("who follows it waits for all passes")
                    .endsWith(0)
                    .containsOnlyOnce(0);
            assertThat(erased.left()).isZero();
            assertThat(erased.failed()).isFalse();
            assertThat(erased.kept()).isEmpty();
            assertThat(erased.deleted()).as("what was under way, too").containsEntry("faces", 2L);
            assertThat(erased.deleted())
                    .containsOnlyKeys(
                            "frames",
                            "faces",
                            "emotions",
                            "photos",
                            "photo-faces",
                            "photo-emotions",
                            "attention",
                            "dead-letters",
                            "recommendations",
                            "sources")
                    .containsEntry("dead-letters", 2L);
            assertThat(kafka.records())
                    .filteredOn(record -> isOf(USER, source, record))
                    .extracting(ConsumerRecord::topic)
                    .as("that nothing may come back is all that is left")
                    .containsOnly("erasures");
            assertThat(kafka.records())
                    .filteredOn(record -> !record.topic().equals("erasures"))
                    .as("records of others, and perhaps a probe")
                    .hasSizeBetween((int) others - 1, (int) others);
        }
    }

    @Test
    void whatSharesAPartitionIsNamedAndShownToNobodyAndTheUserMayBeginAnew() throws Exception {
        try (Kafka kafka = Kafka.start(folder)) {
            kafka.write(of(attention("algebra", "cam", 1, 0, false), USER));
            for (int track = 2; track < 40; track++) { // in all partitions
                kafka.write(of(attention("algebra", "cam", track, 0, false), OTHER));
            }
            kafka.write(recommendation("algebra", USER, "so"));
            kafka.flush();
            List<String> heard = new CopyOnWriteArrayList<>();
            try (TopicsReader reader = kafka.reader(List.of(listener(heard)))) {
                assertThat(reader.awaitCaughtUp(Duration.ofSeconds(60))).isTrue();
            }
            assertThat(heard).contains("attention " + USER, "attention " + OTHER);

            Deletion erased = kafka.erase(USER);

            assertThat(erased.kept()).singleElement().satisfies(kept -> {
                assertThat(kept.topic()).isEqualTo("attention");
                assertThat(kept.until())
                        .isEqualTo(erased.at()
                                .plus(Topics.ATTENTION
                                        .retention()
                                        .multipliedBy(6)
                                        .dividedBy(5))
                                .plus(Duration.ofMinutes(10)));
            });
            kafka.write(of(attention("algebra", "cam", 40, 0, false), OTHER));
            heard.clear();
            try (TopicsReader reader = kafka.reader(List.of(listener(heard)))) {
                assertThat(reader.awaitCaughtUp(Duration.ofSeconds(60))).isTrue();
            }
            assertThat(heard).contains("attention " + OTHER, "erased " + USER).doesNotContain("attention " + USER);

            kafka.write(of(attention("algebra", "cam", 41, 0, false), USER));
            kafka.flush();
            heard.clear();
            try (TopicsReader reader = kafka.reader(List.of(listener(heard)))) {
                assertThat(reader.awaitCaughtUp(Duration.ofSeconds(60))).isTrue();
            }
            assertThat(heard).contains("attention " + USER);
        }
    }

    @Test
    void aSourceThatChangedItsUserKeepsTheRecordsOfTheOther() {
        try (Kafka kafka = Kafka.start(folder)) {
            String source = "hall";
            write(kafka, Topics.FRAMES, "algebra", source, frame("algebra", source, OTHER, null));
            write(kafka, Topics.FRAMES, "algebra", source, frame("algebra", source, null, null));
            kafka.write(of(attention("algebra", source, 1, 0, false), OTHER));
            kafka.writeDeadLetter(frame("algebra", source, OTHER, null));
            kafka.write(SourceStatus.newBuilder(status("algebra", source, 1, SourceSignal.END))
                    .setUserId(USER)
                    .build());
            Instant ahead = Instant.now().truncatedTo(ChronoUnit.MILLIS).plusSeconds(3600); // another machine's clock
            Consent given = new Consent(USER, "algebra", ahead, "1-en", "join-page", null);
            kafka.write("consents", USER, Topics.CONSENTS.values().serializer().serialize("consents", given));
            kafka.flush();

            kafka.hide(USER);
            assertThat(kafka.records())
                    .filteredOn(record -> record.topic().equals("consents"))
                    .extracting(
                            record -> TopicReader.value(Topics.CONSENTS, record).getWithdrawnAt())
                    .as("before anything is deleted, and after it was given")
                    .containsExactly(ahead.plusMillis(1));

            Deletion erased = kafka.erase(USER);

            assertThat(erased.deleted()).containsOnlyKeys("sources");
            assertThat(kafka.records())
                    .extracting(ConsumerRecord::topic)
                    .contains("frames", "attention", "dead-letters");
        }
    }

    @Test
    void anEarlierMarkOfAnErasureShowsNothingAgain() {
        List<String> heard = new ArrayList<>();
        RecordReader reader = new RecordReader(List.of(listener(heard)), new ThrottledLog());
        reader.read(mark(200));
        reader.read(mark(100));
        Attention attention = of(attention("algebra", "cam", 1, 0, false), USER);
        reader.read(record(Topics.ATTENTION, "algebra/cam/1", attention, 150));
        assertThat(heard).containsExactly("erased " + USER);

        reader.read(record(Topics.ATTENTION, "algebra/cam/1", attention, 201));
        assertThat(heard).containsExactly("erased " + USER, "attention " + USER);
    }

    private static ConsumerRecord<byte[], byte[]> mark(long at) {
        return record(Topics.ERASURES, USER, new Erasure(USER, Instant.EPOCH), at);
    }

    private static <V> ConsumerRecord<byte[], byte[]> record(Topic<String, V> topic, String key, V value, long at) {
        return new ConsumerRecord<>(
                topic.name(),
                0,
                0,
                at,
                TimestampType.LOG_APPEND_TIME,
                key.length(),
                0,
                key.getBytes(StandardCharsets.UTF_8),
                topic.values().serializer().serialize(topic.name(), value),
                new RecordHeaders(),
                Optional.empty());
    }

    /** Everything that the pipeline may write about a user. */
    private static void writeAll(Kafka kafka, String lecture, String source, String user) {
        write(kafka, Topics.FRAMES, lecture, source, frame(lecture, source, user, null));
        write(kafka, Topics.FACES, lecture, source, faces(lecture, source, user));
        write(kafka, Topics.EMOTIONS, lecture, source, of(emotions(lecture, source, 0, 1, 1), user));
        String photo = besides(Keys.PHOTOS, "photo", user.equals(USER));
        write(kafka, Topics.PHOTOS, Keys.PHOTOS, photo, frame(Keys.PHOTOS, photo, user, null));
        write(kafka, Topics.PHOTO_FACES, Keys.PHOTOS, photo, faces(Keys.PHOTOS, photo, user));
        write(kafka, Topics.PHOTO_EMOTIONS, Keys.PHOTOS, photo, of(emotions(Keys.PHOTOS, photo, 0, 1, 1), user));
        kafka.write(of(attention(lecture, source, 1, 0, false), user));
        kafka.writeDeadLetter(frame(lecture, source, user, null));
        kafka.writeDeadLetter(Keys.source(lecture, source), "unreadable");
        kafka.write(recommendation(lecture, user, "so"));
        SourceStatus status = SourceStatus.newBuilder(status(lecture, source, 1, SourceSignal.END))
                .setUserId(user)
                .build();
        kafka.write(status);
    }

    private static <V> void write(Kafka kafka, Topic<String, V> topic, String lecture, String source, V value) {
        byte[] bytes = topic.values().serializer().serialize(topic.name(), value);
        kafka.write(topic.name(), Keys.source(lecture, source), bytes);
    }

    private static byte[] probe() {
        Frame probe = frame("algebra", "probe-1", null, SourceSignal.PROBE);
        return Topics.FRAMES.values().serializer().serialize("frames", probe);
    }

    private static Frame frame(String lecture, String source, @Nullable String user, @Nullable SourceSignal signal) {
        return Frame.newBuilder()
                .setLectureId(lecture)
                .setSourceId(source)
                .setUserId(user)
                .setSequence(0)
                .setCapturedAt(Instant.EPOCH)
                .setEncoding(ImageEncoding.JPEG)
                .setImage(ByteBuffer.allocate(0))
                .setSignal(signal)
                .build();
    }

    private static FaceCrops faces(String lecture, String source, String user) {
        return FaceCrops.newBuilder()
                .setLectureId(lecture)
                .setSourceId(source)
                .setUserId(user)
                .setSequence(0)
                .setCapturedAt(Instant.EPOCH)
                .setWidth(1)
                .setHeight(1)
                .setDetector("test")
                .setFaces(List.of())
                .build();
    }

    private static FaceEmotions of(FaceEmotions emotions, String user) {
        return FaceEmotions.newBuilder(emotions).setUserId(user).build();
    }

    private static Attention of(Attention attention, String user) {
        return Attention.newBuilder(attention).setUserId(user).build();
    }

    /** Returns a source whose records are in the same partitions as those of this one, or in none of them. */
    private static String besides(String lecture, String source, boolean same) {
        return IntStream.range(0, 1000)
                .mapToObj(number -> "other-" + number)
                .filter(other -> IntStream.of(2, 8)
                        .allMatch(partitions -> same
                                == (partition(Keys.source(lecture, source), partitions)
                                        == partition(Keys.source(lecture, other), partitions))))
                .filter(other -> same
                        || partition(Keys.track(lecture, source, 1), 8) != partition(Keys.track(lecture, other, 1), 8))
                .findFirst()
                .orElseThrow();
    }

    private static int partition(String key, int partitions) {
        return Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % partitions;
    }

    /** Whether a record names the user, or the user's source in its key. */
    private static boolean isOf(String user, String source, ConsumerRecord<byte[], byte[]> record) {
        String key = new String(record.key(), StandardCharsets.UTF_8);
        String value = new String(record.value(), StandardCharsets.ISO_8859_1);
        return key.contains(source) || key.equals(user) || value.contains(user);
    }

    private static TopicListener listener(List<String> heard) {
        return new TopicListener() {
            @Override
            public void attention(Attention attention, Instant writtenAt) {
                heard.add("attention " + attention.getUserId());
            }

            @Override
            public void erased(String user) {
                heard.add("erased " + user);
            }
        };
    }
}
