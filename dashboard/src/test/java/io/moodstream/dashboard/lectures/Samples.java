package io.moodstream.dashboard.lectures;

import io.moodstream.schemas.Attention;
import io.moodstream.schemas.AttentionReason;
import io.moodstream.schemas.Emotion;
import io.moodstream.schemas.FaceBox;
import io.moodstream.schemas.FaceEmotion;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.LectureMood;
import io.moodstream.schemas.LectureReport;
import io.moodstream.schemas.Medium;
import io.moodstream.schemas.Recommendation;
import io.moodstream.schemas.RecommendedItem;
import io.moodstream.schemas.SourceSignal;
import io.moodstream.schemas.SourceStatus;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Records as the pipeline writes them. */
public final class Samples {
    /** When all lectures here begin. */
    public static final Instant START = Instant.parse("2026-02-03T09:00:00Z");

    private static final List<Double> HAPPY = List.of(0.02, 0.02, 0.02, 0.8, 0.04, 0.05, 0.05);

    private Samples() {}

    /** The mood of a window of ten seconds in which that share of 25 faces looked happy and the others neutral. */
    public static LectureMood mood(String lecture, int window, double happy, boolean isFinal) {
        return mood(lecture, window, Map.of("happy", happy, "neutral", 1 - happy), isFinal);
    }

    /** A mood with any shares; those not named are 0. */
    static LectureMood mood(String lecture, int window, Map<String, Double> shares, boolean isFinal) {
        Map<String, Double> all = new HashMap<>();
        for (Emotion emotion : Emotion.values()) {
            all.put(emotion.name(), shares.getOrDefault(emotion.name(), 0.0));
        }
        double happy = all.getOrDefault("happy", 0.0);
        return LectureMood.newBuilder()
                .setLectureId(lecture)
                .setWindowStart(START.plusSeconds(10L * window))
                .setWindowEnd(START.plusSeconds(10L * window + 10))
                .setParticipants(25)
                .setReadableFaces(24.2)
                .setCoverage(24.2 / 25)
                .setFrames(50)
                .setMeanProbabilities(HAPPY)
                .setShares(all)
                .setDominant(happy >= 0.5 ? Emotion.happy : Emotion.neutral)
                .setPositivity(happy)
                .setNegativity(0.1)
                .setIsFinal(isFinal)
                .build();
    }

    /** A face that looks negative, or does so no longer. */
    public static Attention attention(String lecture, String source, long track, int second, boolean cleared) {
        return Attention.newBuilder()
                .setLectureId(lecture)
                .setSourceId(source)
                .setTrackId(track)
                .setUserId("u-secret")
                .setReason(track % 2 == 1 ? AttentionReason.NEGATIVE : AttentionReason.ABSENT)
                .setSince(START.plusSeconds(second))
                .setAt(START.plusSeconds(second + (cleared ? 40 : 20)))
                .setCleared(cleared)
                .build();
    }

    /** Of a lecture of ten minutes. */
    public static LectureReport report(String lecture, int windows) {
        return LectureReport.newBuilder()
                .setLectureId(lecture)
                .setStartedAt(START.plusSeconds(3))
                .setEndedAt(START.plusSeconds(603))
                .setParticipants(26)
                .setFrames(3000)
                .setWindows(windows)
                .setWithheldWindows(2)
                .setCoverage(windows == 0 ? 0 : 0.9)
                .setMeanProbabilities(windows == 0 ? List.of() : HAPPY)
                .setNegativeEpisodes(1)
                .setAbsentEpisodes(2)
                .build();
    }

    /** A frame with some faces, the first so many of which can be read. */
    public static FaceEmotions emotions(String lecture, String source, long sequence, int faces, int readable) {
        return FaceEmotions.newBuilder()
                .setLectureId(lecture)
                .setSourceId(source)
                .setSequence(sequence)
                .setCapturedAt(START.plusSeconds(sequence))
                .setModel("test")
                .setFaces(IntStream.range(0, faces)
                        .mapToObj(track -> face(track, track < readable))
                        .toList())
                .build();
    }

    private static FaceEmotion face(int track, boolean readable) {
        return FaceEmotion.newBuilder()
                .setTrackId(track)
                .setBox(FaceBox.newBuilder()
                        .setX(0.1f)
                        .setY(0.1f)
                        .setWidth(0.2f)
                        .setHeight(0.2f)
                        .build())
                .setProbabilities(HAPPY.stream().map(Double::floatValue).toList())
                .setEmotion(Emotion.happy)
                .setConfidence(0.8f)
                .setReadable(readable)
                .build();
    }

    /** What a publisher tells about a run whose pictures come once a second. */
    public static SourceStatus status(String lecture, String source, long published, SourceSignal signal) {
        return SourceStatus.newBuilder()
                .setLectureId(lecture)
                .setSourceId(source)
                .setRun("r")
                .setAt(START.plusSeconds(published))
                .setSignal(signal)
                .setStartedAt(START)
                .setCapturedAt(START.plusSeconds(published))
                .setPublished(published)
                .setAcknowledged(published)
                .setNextSequence(published)
                .setLost(0)
                .setDeadLettered(Map.of())
                .setDropped(Map.of())
                .build();
    }

    /** One song. */
    public static Recommendation recommendation(String lecture, String user, String why) {
        return Recommendation.newBuilder()
                .setUserId(user)
                .setLectureId(lecture)
                .setAt(START)
                .setEmotion(Emotion.happy)
                .setProbabilities(HAPPY)
                .setGenres(List.of("pop"))
                .setItems(List.of(RecommendedItem.newBuilder()
                        .setMedium(Medium.song)
                        .setTitle("A song")
                        .setBy(null)
                        .setLink("https://example.org/song")
                        .build()))
                .setWhy(why)
                .build();
    }
}
