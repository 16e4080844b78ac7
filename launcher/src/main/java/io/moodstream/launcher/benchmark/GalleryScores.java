package io.moodstream.launcher.benchmark;

import io.moodstream.detector.FaceFollower.Face;
import io.moodstream.detector.FaceFollower.Followed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts what became of the tracks of those who were in a gallery before and after a change. */
final class GalleryScores {
    private int people;
    private int right;
    private int anew;
    private int changes;
    private int told;

    /** Adds one change; the faces are those of the last picture before it and of the first after it. */
    void add(Gallery galleryBefore, List<Face> before, Gallery galleryAfter, Followed after) {
        Map<Integer, Long> tracks = tracks(galleryBefore, before);
        changes++;
        told += after.relaid() ? 1 : 0;
        tracks(galleryAfter, after.faces()).forEach((student, track) -> {
            Long known = tracks.get(student);
            if (known != null) {
                people++;
                right += track.equals(known) ? 1 : 0;
                anew += tracks.containsValue(track) ? 0 : 1;
            }
        });
    }

    private static Map<Integer, Long> tracks(Gallery gallery, List<Face> faces) {
        Map<Integer, Long> tracks = new HashMap<>();
        faces.forEach(
                face -> tracks.put(gallery.at(face.box().centreX(), face.box().centreY()), face.track()));
        return tracks;
    }

    /** Share of people whose track goes on. */
    double right() {
        return (double) right / people;
    }

    /** Share of people whose track begins anew. */
    double anew() {
        return (double) anew / people;
    }

    /** Share of people who go on with the track of somebody else. */
    double wrong() {
        return 1 - right() - anew();
    }

    /** Share of changes that are told as a new layout. */
    double told() {
        return (double) told / changes;
    }
}
