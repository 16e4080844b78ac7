package io.moodstream.detector;

import io.moodstream.detector.models.Box;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Follows the faces of one source from picture to picture as the stage does, without Kafka. */
public final class FaceFollower {
    private final FaceFinder finder;
    private final IouTracker tracker;
    private final int fullFrameEvery;
    private KnownFaces known = KnownFaces.NONE;
    private long pictures;

    public FaceFollower(FaceFinder finder, DetectorConfig config) {
        this.finder = finder;
        this.tracker = IouTracker.of(config);
        this.fullFrameEvery = config.wholeFrameEvery();
    }

    /**
     * A face of a picture.
     *
     * @param track number of its track
     * @param box relative to the picture
     */
    public record Face(long track, Box box) {}

    /**
     * The faces of a picture.
     *
     * @param faces in any order
     * @param relaid whether a gallery was laid out anew in it
     */
    public record Followed(List<Face> faces, boolean relaid) {}

    /** Returns the faces of the next picture. */
    public Followed next(byte[] image, Instant capturedAt) {
        FrameFaces found = finder.find(image, false, known.expected(pictures + 1, capturedAt, fullFrameEvery));
        pictures++;
        List<Box> boxes = found.relativeBoxes();
        IouTracker.Update update = tracker.update(known.tracks(), boxes, found.surroundings(), capturedAt);
        known = new KnownFaces(update.after(), found.background(), pictures);
        List<Face> faces = new ArrayList<>();
        for (int i = 0; i < boxes.size(); i++) {
            faces.add(new Face(update.ids().get(i), boxes.get(i)));
        }
        return new Followed(faces, update.relaid());
    }
}
