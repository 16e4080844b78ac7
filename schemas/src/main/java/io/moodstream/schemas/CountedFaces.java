package io.moodstream.schemas;

import java.util.List;

/** Tells which faces of a frame count. Everybody else is seen, and weighs nothing. */
public final class CountedFaces {
    private CountedFaces() {}

    /**
     * Returns the faces that count: of a source with a user its main face alone; of a source whose people count at
     * their own sources none; otherwise all.
     */
    public static List<FaceEmotion> of(FaceEmotions frame) {
        return frame.getCounting() == Counting.OWN
                ? List.of()
                : frame.getFaces().stream()
                        .filter(face -> !isBystander(frame, face))
                        .toList();
    }

    /** Returns whether a face is not the main face of a user's source. */
    public static boolean isBystander(FaceEmotions frame, FaceEmotion face) {
        Long main = frame.getMainTrack();
        return main != null && main != face.getTrackId();
    }
}
