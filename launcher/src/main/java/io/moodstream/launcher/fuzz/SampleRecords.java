package io.moodstream.launcher.fuzz;

import io.moodstream.pictures.PictureFormat;
import io.moodstream.schemas.Counting;
import io.moodstream.schemas.Emotion;
import io.moodstream.schemas.FaceBox;
import io.moodstream.schemas.FaceCrop;
import io.moodstream.schemas.FaceCrops;
import io.moodstream.schemas.FaceEmotion;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.ImageEncoding;
import io.moodstream.schemas.Keys;
import io.moodstream.schemas.LectureEvent;
import io.moodstream.schemas.LectureEventKind;
import io.moodstream.schemas.SourceSignal;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Good records of the topics that stages read. */
final class SampleRecords {
    private static final String LECTURE = "fuzz";
    private static final Instant AT = Instant.parse("2026-03-02T08:00:00Z");
    private static final int SIDE = 48;
    private static final int FACES = 3;

    private SampleRecords() {}

    /** Returns frames and single pictures, and a signal. */
    static List<HostileRecord> frames(List<byte[]> pictures) {
        List<HostileRecord> records = new ArrayList<>();
        for (byte[] picture : pictures) {
            records.add(frame(Topics.FRAMES, picture));
            records.add(frame(Topics.PHOTOS, picture));
        }
        records.add(record(
                Topics.FRAMES,
                key(),
                Frame.newBuilder(frame(LECTURE, new byte[0]))
                        .setSignal(SourceSignal.PAUSE)
                        .build()));
        return records;
    }

    /** Returns a frame with these bytes as its picture, labelled as what they are. */
    static HostileRecord frame(Topic<String, Frame> topic, byte[] picture) {
        String lecture = topic == Topics.PHOTOS ? Keys.PHOTOS : LECTURE;
        return record(topic, Keys.source(lecture, "room"), frame(lecture, picture));
    }

    private static Frame frame(String lecture, byte[] picture) {
        return new Frame(
                lecture,
                "room",
                null,
                1L,
                AT,
                PictureFormat.of(picture) == PictureFormat.PNG ? ImageEncoding.PNG : ImageEncoding.JPEG,
                ByteBuffer.wrap(picture),
                "",
                null,
                Counting.ALL);
    }

    /** Returns faces of frames and of single pictures. */
    static List<HostileRecord> faces() {
        byte[] crop = new byte[SIDE * SIDE];
        new Random(1).nextBytes(crop);
        List<FaceCrop> faces = new ArrayList<>();
        for (int i = 0; i < FACES; i++) {
            faces.add(new FaceCrop(i + 1L, box(i), 0.9f, SIDE, ByteBuffer.wrap(crop)));
        }
        FaceCrops crops = new FaceCrops(
                LECTURE, "room", null, 1L, AT, 640, 480, "blazeface", faces, "", null, Counting.ALL, null, null, false);
        return List.of(
                record(Topics.FACES, key(), crops),
                record(
                        Topics.FACES,
                        key(),
                        FaceCrops.newBuilder(crops)
                                .setFaces(List.of())
                                .setSignal(SourceSignal.PAUSE)
                                .build()),
                record(
                        Topics.PHOTO_FACES,
                        Keys.source(Keys.PHOTOS, "room"),
                        FaceCrops.newBuilder(crops).setLectureId(Keys.PHOTOS).build()));
    }

    /** Returns expressions, of a user too, and what teachers note. */
    static List<HostileRecord> emotions() {
        List<FaceEmotion> faces = new ArrayList<>();
        for (int i = 0; i < FACES; i++) {
            List<Float> probabilities = List.of(0f, 0f, 0f, 0.75f, 0f, 0f, 0.25f);
            faces.add(new FaceEmotion(i + 1L, box(i), probabilities, Emotion.happy, 0.75f, true));
        }
        FaceEmotions emotions = new FaceEmotions(
                LECTURE,
                "room",
                null,
                1L,
                AT,
                "standard",
                faces,
                "blazeface",
                "run-1",
                null,
                Counting.ALL,
                null,
                null,
                false);
        FaceEmotions own = FaceEmotions.newBuilder(emotions)
                .setSourceId("seat")
                .setUserId("anna")
                .setMainTrack(1L)
                .build();
        FaceEmotions photo = FaceEmotions.newBuilder(own)
                .setLectureId(Keys.PHOTOS)
                .setRun("")
                .build();
        return List.of(
                record(Topics.EMOTIONS, key(), emotions),
                record(Topics.EMOTIONS, Keys.source(LECTURE, "seat"), own),
                record(
                        Topics.EMOTIONS,
                        key(),
                        FaceEmotions.newBuilder(emotions)
                                .setFaces(List.of())
                                .setSignal(SourceSignal.PAUSE)
                                .build()),
                record(Topics.PHOTO_EMOTIONS, Keys.source(Keys.PHOTOS, "seat"), photo),
                record(
                        Topics.LECTURE_EVENTS,
                        LECTURE,
                        new LectureEvent(LECTURE, AT.plusSeconds(1), LectureEventKind.MARK, "slide 12")),
                record(
                        Topics.LECTURE_EVENTS,
                        LECTURE,
                        new LectureEvent(LECTURE, AT.plusSeconds(1), LectureEventKind.TITLE, "Algebra")));
    }

    private static String key() {
        return Keys.source(LECTURE, "room");
    }

    private static FaceBox box(int number) {
        return new FaceBox(0.1f + 0.3f * number, 0.25f, 0.125f, 0.25f);
    }

    private static <V> HostileRecord record(Topic<String, V> topic, String key, V value) {
        return new HostileRecord(
                topic.name(),
                key.getBytes(StandardCharsets.UTF_8),
                topic.values().serializer().serialize(topic.name(), value),
                Topics.PUBLISHED_AT,
                ByteBuffer.allocate(Long.BYTES).putLong(AT.toEpochMilli()).array());
    }
}
