package io.moodstream.recommender;

import io.moodstream.schemas.Counting;
import io.moodstream.schemas.Emotion;
import io.moodstream.schemas.FaceBox;
import io.moodstream.schemas.FaceEmotion;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.LectureEvent;
import io.moodstream.schemas.LectureEventKind;
import io.moodstream.schemas.SourceSignal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Creates frames for tests. Times are milliseconds since {@link #START}. */
final class Sample {
    /** When every lecture here begins: at the start of a window. */
    static final long START = Instant.parse("2026-03-02T08:00:00Z").toEpochMilli();

    private Sample() {}

    /** Returns a note on the lecture maths. */
    static LectureEvent mark(long at, String text) {
        return new LectureEvent("maths", Instant.ofEpochMilli(START + at), LectureEventKind.MARK, text);
    }

    /** Returns a title of the lecture maths. */
    static LectureEvent title(long at, String text) {
        return new LectureEvent("maths", Instant.ofEpochMilli(START + at), LectureEventKind.TITLE, text);
    }

    /** Returns the deletion of the lecture maths. */
    static LectureEvent deleted(long at) {
        return new LectureEvent("maths", Instant.ofEpochMilli(START + at), LectureEventKind.DELETED, "");
    }

    /** Returns the event that ends the lecture maths. */
    static LectureEvent end(long at) {
        return new LectureEvent("maths", Instant.ofEpochMilli(START + at), LectureEventKind.END, "");
    }

    /** Returns a frame of a classroom camera. */
    static FaceEmotions frame(String source, long at, FaceEmotion... faces) {
        return frame("maths", source, null, at, faces);
    }

    /** Returns a frame of a student's webcam with one face. */
    static FaceEmotions webcam(String user, long at, Emotion emotion) {
        return frame("maths", user, user, at, face(1, emotion, 0.9));
    }

    static FaceEmotions frame(String lecture, String source, @Nullable String user, long at, FaceEmotion... faces) {
        return new FaceEmotions(
                lecture,
                source,
                user,
                at / 200,
                Instant.ofEpochMilli(START + at),
                "test",
                new ArrayList<>(Arrays.asList(faces)),
                "test",
                "",
                null,
                Counting.ALL,
                null,
                null,
                false);
    }

    /** Returns a signal of a source. */
    static FaceEmotions signal(String source, long at, SourceSignal signal) {
        return signal("run", source, at, signal);
    }

    /** Returns a signal of a source's run. */
    static FaceEmotions signal(String run, String source, long at, SourceSignal signal) {
        return record(frame(source, at), run, signal);
    }

    /** Returns a frame as one of this run. */
    static FaceEmotions of(String run, FaceEmotions frame) {
        return record(frame, run, null);
    }

    private static FaceEmotions record(FaceEmotions frame, String run, @Nullable SourceSignal signal) {
        return new FaceEmotions(
                frame.getLectureId(),
                frame.getSourceId(),
                frame.getUserId(),
                frame.getSequence(),
                frame.getCapturedAt(),
                frame.getModel(),
                frame.getFaces(),
                frame.getDetector(),
                run,
                signal,
                Counting.ALL,
                null,
                null,
                false);
    }

    /** Returns a face that shows an emotion with this probability; the rest is shared by the others. */
    static FaceEmotion face(long track, Emotion emotion, double probability) {
        return face(track, (float) (track % 10) / 10, emotion, probability);
    }

    /** Returns the same face at a place: the left edge of a box a tenth of the frame wide. */
    static FaceEmotion face(long track, float x, Emotion emotion, double probability) {
        Float rest = (float) ((1 - probability) / 6);
        List<Float> probabilities = new ArrayList<>(Collections.nCopies(7, rest));
        probabilities.set(emotion.ordinal(), (float) probability);
        return new FaceEmotion(
                track, new FaceBox(x, 0.1f, 0.1f, 0.1f), probabilities, emotion, (float) probability, true);
    }

    /** Returns the same face, found but not readable. */
    static FaceEmotion unreadable(FaceEmotion face) {
        return FaceEmotion.newBuilder(face).setReadable(false).build();
    }

    /** Returns a number of faces with the same emotion, tracks 1 and up. */
    static FaceEmotion[] faces(int count, Emotion emotion) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(track -> face(track, emotion, 0.9))
                .toArray(FaceEmotion[]::new);
    }
}
