package io.moodstream.classifier;

import io.moodstream.schemas.Emotion;
import io.moodstream.schemas.FaceCrop;
import io.moodstream.schemas.FaceCrops;
import io.moodstream.schemas.FaceEmotion;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Keys;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Maps between the records of the topics and those of the classifier. The messages name the field, its value and what
 * is expected.
 */
final class FaceRecordMapper {
    /**
     * Bounds the size of a result: each face takes at most 63 bytes, and a result that is too large would stop the
     * stage.
     */
    static final int MAX_FACES = 10_000;

    private FaceRecordMapper() {}

    /**
     * Returns the record if it is valid.
     *
     * @throws IllegalArgumentException if its ids are not those of a frame or it has too many faces
     */
    static FaceCrops checked(@Nullable String key, @Nullable FaceCrops crops) {
        if (crops == null) {
            throw new IllegalArgumentException("the record has no value; expected the faces of a frame");
        }
        expect(Keys.isName(crops.getLectureId()), "lectureId", crops.getLectureId(), Keys.NAME_RULE);
        expect(Keys.isName(crops.getSourceId()), "sourceId", crops.getSourceId(), Keys.NAME_RULE);
        String user = crops.getUserId();
        expect(user == null || Keys.isName(user), "userId", user, Keys.NAME_RULE);
        String expected = Keys.source(crops.getLectureId(), crops.getSourceId());
        expect(expected.equals(key), "key", key, expected);
        expect(crops.getSequence() >= 0, "sequence", crops.getSequence(), "0 or more");
        expect(crops.getCapturedAt().toEpochMilli() >= 0, "capturedAt", crops.getCapturedAt(), "1970 or later");
        expect(crops.getFaces().size() <= MAX_FACES, "faces", crops.getFaces().size(), "at most " + MAX_FACES);
        return crops;
    }

    /**
     * Returns the crops of a record.
     *
     * @throws IllegalArgumentException if a crop's bytes are not side x side, naming the face
     */
    static List<Crop> crops(FaceCrops record) {
        List<Crop> crops = new ArrayList<>(record.getFaces().size());
        for (FaceCrop face : record.getFaces()) {
            try {
                crops.add(new Crop(face.getSide(), bytes(face.getCrop())));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("faces[" + crops.size() + "]: " + e.getMessage(), e);
            }
        }
        return crops;
    }

    /** Returns the expressions of a frame, face by face; none of a frozen source is readable. */
    static FaceEmotions emotions(FaceCrops crops, Classification classification) {
        List<FaceEmotion> faces = new ArrayList<>(crops.getFaces().size());
        boolean frozen = crops.getFrozenSince() != null;
        for (FaceCrop face : crops.getFaces()) {
            faces.add(emotion(face, classification, faces.size(), frozen));
        }
        return FaceEmotions.newBuilder()
                .setLectureId(crops.getLectureId())
                .setSourceId(crops.getSourceId())
                .setUserId(crops.getUserId())
                .setSequence(crops.getSequence())
                .setCapturedAt(crops.getCapturedAt())
                .setModel(classification.model())
                .setDetector(crops.getDetector())
                .setFaces(faces)
                .setRun(crops.getRun())
                .setSignal(crops.getSignal())
                .setCounting(crops.getCounting())
                .setMainTrack(crops.getMainTrack())
                .setFrozenSince(crops.getFrozenSince())
                .setRelaid(crops.getRelaid())
                .build();
    }

    /** Returns a signal, which has no faces, as it is passed on. */
    static FaceEmotions signal(FaceCrops signal) {
        return FaceEmotions.newBuilder()
                .setLectureId(signal.getLectureId())
                .setSourceId(signal.getSourceId())
                .setUserId(signal.getUserId())
                .setSequence(signal.getSequence())
                .setCapturedAt(signal.getCapturedAt())
                .setModel("")
                .setDetector(signal.getDetector())
                .setFaces(List.of())
                .setRun(signal.getRun())
                .setSignal(signal.getSignal())
                .setCounting(signal.getCounting())
                .build();
    }

    private static FaceEmotion emotion(FaceCrop face, Classification classification, int index, boolean frozen) {
        float[] probabilities = classification.probabilities().get(index);
        int best = Probabilities.best(probabilities);
        return new FaceEmotion(
                face.getTrackId(),
                face.getBox(),
                Probabilities.asList(probabilities),
                Emotion.values()[best],
                probabilities[best],
                !frozen && classification.isReadable(probabilities[best]));
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private static void expect(boolean holds, String field, @Nullable Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(field + " is " + value + "; expected " + expected);
        }
    }
}
