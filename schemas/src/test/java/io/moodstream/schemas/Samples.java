package io.moodstream.schemas;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecordBase;

/** One record of each type with every field set, the same at every run. */
final class Samples {
    static final Instant AT = Instant.parse("2026-01-02T03:04:05.006Z");
    private static final FaceBox BOX = new FaceBox(0.25f, 0.5f, 0.125f, 0.25f);
    private static final List<Double> PROBABILITIES = List.of(0.0, 0.0, 0.0, 0.75, 0.0, 0.0, 0.25);

    private static final List<Float> FLOATS = List.of(0f, 0f, 0f, 0.75f, 0f, 0f, 0.25f);

    private Samples() {}

    static Frame frame() {
        return new Frame(
                "algebra", "cam-1", "u-17", 42L, AT, ImageEncoding.JPEG, bytes(1, 2, 3), "run-1", null, Counting.OWN);
    }

    static List<SpecificRecordBase> all() {
        Map<String, Double> shares = new TreeMap<>();
        for (Emotion emotion : Emotion.values()) {
            shares.put(emotion.name(), emotion == Emotion.happy ? 1.0 : 0.0);
        }
        return List.of(
                frame(),
                new FaceCrops(
                        "algebra",
                        "cam-1",
                        null,
                        42L,
                        AT,
                        1280,
                        720,
                        "blazeface",
                        List.of(new FaceCrop(7L, BOX, 0.9f, 2, bytes(0, 64, 128, 255))),
                        "run-1",
                        null,
                        Counting.HERE,
                        7L,
                        AT,
                        true),
                new FaceEmotions(
                        "algebra",
                        "cam-1",
                        null,
                        42L,
                        AT,
                        "standard-1",
                        List.of(new FaceEmotion(
                                7L, BOX, List.of(0f, 0f, 0f, 0.75f, 0f, 0f, 0.25f), Emotion.happy, 0.75f, true)),
                        "blazeface",
                        "run-1",
                        SourceSignal.PAUSE,
                        Counting.HERE,
                        7L,
                        AT,
                        true),
                new LectureMood(
                        "algebra",
                        AT,
                        AT.plusSeconds(10),
                        25,
                        24.5,
                        0.98,
                        50L,
                        PROBABILITIES,
                        shares,
                        Emotion.happy,
                        0.75,
                        0.0,
                        true,
                        1,
                        2.5,
                        Counting.HERE),
                new Attention("algebra", "cam-1", 7L, null, AttentionReason.NEGATIVE, AT, AT.plusSeconds(20), false),
                new LectureReport(
                        "algebra",
                        AT,
                        AT.plusSeconds(60),
                        25,
                        300L,
                        6,
                        0,
                        0.98,
                        PROBABILITIES,
                        2,
                        1,
                        3,
                        List.of("blazeface"),
                        List.of("standard-1"),
                        5,
                        List.of(new ReportWindow(AT, AT.plusSeconds(10), 50L, 25, 24.5f, 0.98f, FLOATS, FLOATS, 0L)),
                        List.of(new ReportMarker(AT.plusSeconds(3), "slide 12")),
                        2L,
                        "Algebra: groups \u2192 rings"),
                new SourceStatus(
                        "algebra",
                        "cam-1",
                        "u-17",
                        "run-1",
                        AT,
                        SourceSignal.BEGIN,
                        AT,
                        AT.plusSeconds(9),
                        10L,
                        8L,
                        12L,
                        1L,
                        Map.of("too-large", 1L),
                        Map.of("kafka-slow", 2L),
                        "00ff"),
                new LectureEvent("algebra", AT, LectureEventKind.MARK, "slide 12"),
                new LectureSettings("algebra", "x7", AT),
                new Erasure("u-17", AT),
                new Consent("u-17", "algebra", AT, "1-en", "join-page", AT.plusSeconds(60)),
                new AuditEntry(
                        "classifier-stream",
                        "one",
                        AT,
                        "education",
                        "eu",
                        "medical reasons: seizures are noticed",
                        "standard-1",
                        "0.1.0"),
                new RecordingHeader(
                        "algebra",
                        AT,
                        true,
                        List.of("cam-1"),
                        List.of("standard-1"),
                        List.of("blazeface"),
                        "0.1.0",
                        AT),
                new Recommendation(
                        "u-17",
                        "algebra",
                        AT,
                        Emotion.happy,
                        PROBABILITIES,
                        List.of("funk"),
                        List.of(new RecommendedItem(
                                Medium.song, "A song", "Somebody", "https://example.org/song", "song.ogg")),
                        "Because it looks so."));
    }

    private static ByteBuffer bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return ByteBuffer.wrap(bytes);
    }
}
