package io.moodstream.recommender;

import io.moodstream.schemas.FaceEmotion;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Keys;
import io.moodstream.schemas.Notes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Validates a record of emotions before it changes a lecture's clock or state.
 *
 * @param maxAhead how far capturedAt may be ahead of the wall clock
 */
record EmotionsValidator(Duration maxAhead) {
    /** The largest number of faces in one frame; more is a fault and not a picture of a class. */
    static final int MAX_FACES = 1000;

    private static final int MAX_ID = 200;

    /** How far seven rounded floats may be from a sum of 1. */
    private static final double SUM_TOLERANCE = 0.01;

    /**
     * Returns the frame if it is valid.
     *
     * @param now wall clock, UTC milliseconds
     * @throws IllegalArgumentException naming the field, its value and what is expected
     */
    FaceEmotions check(@Nullable FaceEmotions frame, long now) {
        if (frame == null) {
            throw new IllegalArgumentException("The record has no value; expected FaceEmotions");
        }
        name("lectureId", frame.getLectureId());
        name("sourceId", frame.getSourceId());
        if (frame.getUserId() != null) {
            name("userId", frame.getUserId());
        }
        time(frame.getCapturedAt(), now);
        text("model", frame.getModel());
        text("detector", frame.getDetector());
        require(frame.getFaces().size() <= MAX_FACES, "faces", frame.getFaces().size(), "at most " + MAX_FACES);
        frame.getFaces().forEach(EmotionsValidator::face);
        return frame;
    }

    private static void name(String field, String value) {
        require(Keys.isName(value), field, value, Keys.NAME_RULE);
    }

    /** Checks an id that reports contain: a report has to fit into a record and onto a page. */
    private static void text(String field, String value) {
        require(value.length() <= MAX_ID, field, value.length() + " characters", "at most " + MAX_ID);
        require(Notes.isShown(value), field, "not plain text", "no control characters, only those of XML 1.0");
    }

    private void time(Instant capturedAt, long now) {
        require(capturedAt.toEpochMilli() >= 0, "capturedAt", capturedAt, "a time after 1970");
        require(
                capturedAt.toEpochMilli() <= now + maxAhead.toMillis(),
                "capturedAt",
                capturedAt,
                "at most " + maxAhead.toMillis() + " ms after now, " + Instant.ofEpochMilli(now));
    }

    private static void face(FaceEmotion face) {
        List<Float> probabilities = face.getProbabilities();
        require(probabilities.size() == Emotions.COUNT, "probabilities", probabilities, "seven of them");
        require(
                probabilities.stream().allMatch(p -> p >= 0 && p <= 1 + SUM_TOLERANCE),
                "probabilities",
                probabilities,
                "each from 0 to 1");
        double sum = probabilities.stream().mapToDouble(Float::doubleValue).sum();
        require(Math.abs(sum - 1) <= SUM_TOLERANCE, "probabilities", probabilities, "a sum of 1");
        var box = face.getBox();
        require(
                Float.isFinite(box.getX() + box.getY() + box.getWidth() + box.getHeight()),
                "box",
                box,
                "finite numbers");
    }

    private static void require(boolean holds, String field, Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(field + " is " + value + "; expected " + expected);
        }
    }
}
