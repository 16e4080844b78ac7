package io.moodstream.detector;

import io.moodstream.detector.models.Box;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Follows the faces of one source from picture to picture as the stage does, without Kafka. */
public final class FaceFollower {
    private final FaceFinder finder;
    private final IouTracker tracker;
    private SourceTracks tracks = SourceTracks.NONE;

    public FaceFollower(FaceFinder finder, DetectorConfig config) {
        this.finder = finder;
        this.tracker = new IouTracker((float) config.trackOverlap(), config.trackMemory());
    }

    /**
     * A face of a picture.
     *
     * @param track number of its track
     * @param x horizontal middle of the face, as a share of the picture's width
     * @param y vertical middle, as a share of its height
     */
    public record Face(long track, double x, double y) {}

    /**
     * The faces of a picture.
     *
     * @param faces in any order
     * @param relaid whether a gallery was laid out anew in it
     */
    public record Followed(List<Face> faces, boolean relaid) {}

    /** Returns the faces of the next picture. */
    public Followed next(byte[] image, Instant capturedAt) {
        FrameFaces found = finder.find(image);
        List<Box> boxes = found.relativeBoxes();
        IouTracker.Update update = tracker.update(tracks, boxes, found.surroundings(), capturedAt);
        tracks = update.after();
        List<Face> faces = new ArrayList<>();
        for (int i = 0; i < boxes.size(); i++) {
            faces.add(new Face(
                    update.ids().get(i), boxes.get(i).centreX(), boxes.get(i).centreY()));
        }
        return new Followed(faces, update.relaid());
    }
}
