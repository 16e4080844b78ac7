package io.moodstream.recommender;

import io.moodstream.recommender.state.TrackState;
import io.moodstream.schemas.Boxes;
import io.moodstream.schemas.FaceBox;
import io.moodstream.schemas.FaceEmotion;
import org.jspecify.annotations.Nullable;

/**
 * Holds what attention knows of one face that is followed through its source's frames. Times are event time, UTC
 * milliseconds.
 */
final class AttentionTrack {
    final long id;
    final long firstSeen;
    long lastSeen;
    /** Total time seen, milliseconds, including that of the track it replaced. */
    long seenFor;
    /** Time for which its source has sent since the face was last seen, milliseconds. */
    long unseenFor;
    /** Its last box. */
    FaceBox box;
    /** When it was last readable; none if it never was. */
    @Nullable
    Long lastRead;
    /** Smoothed probability of a negative expression; 0 if it was never readable. */
    double negative;
    /** Since when it has been beyond the threshold that would open or clear NEGATIVE. */
    @Nullable
    Long turnedAt;
    /** When the open NEGATIVE began. */
    @Nullable
    Long negativeSince;
    /** Whether ABSENT is open. */
    boolean absent;
    /** Whether it is decided which track it replaces, if any. */
    boolean placed;

    private AttentionTrack(long id, long firstSeen, FaceBox box) {
        this.id = id;
        this.firstSeen = firstSeen;
        this.box = box;
    }

    /** Creates a track that is seen for the first time. */
    static AttentionTrack first(FaceEmotion face, long at) {
        AttentionTrack track = new AttentionTrack(face.getTrackId(), at, face.getBox());
        track.lastSeen = at;
        if (face.getReadable()) {
            track.lastRead = at;
            track.negative = Emotions.negative(face.getProbabilities());
        }
        return track;
    }

    /**
     * Restores a stored track. States stored before faces could be unreadable have no time of last reading: such a face
     * was read whenever it was seen. A track that was never readable has none either, but its negative is still 0.
     */
    static AttentionTrack of(TrackState state) {
        FaceBox box = new FaceBox(state.getX(), state.getY(), state.getWidth(), state.getHeight());
        AttentionTrack track = new AttentionTrack(state.getTrackId(), state.getFirstSeen(), box);
        track.lastSeen = state.getLastSeen();
        track.seenFor = state.getSeenFor();
        track.unseenFor = state.getUnseenFor();
        track.negative = state.getNegative();
        Long lastRead = state.getLastRead();
        track.lastRead = lastRead == null && track.negative > 0 ? Long.valueOf(track.lastSeen) : lastRead;
        track.turnedAt = state.getTurnedAt();
        track.negativeSince = state.getNegativeSince();
        track.absent = state.getAbsent();
        track.placed = state.getPlaced();
        return track;
    }

    /** Returns the state to store. */
    TrackState state() {
        return new TrackState(
                id,
                firstSeen,
                lastSeen,
                seenFor,
                unseenFor,
                box.getX(),
                box.getY(),
                box.getWidth(),
                box.getHeight(),
                negative,
                turnedAt,
                negativeSince,
                absent,
                placed,
                lastRead);
    }

    /** Returns whether the face was missing in its source's latest frame. */
    boolean lost() {
        return unseenFor > 0;
    }

    /** Intersection over union of its last box with another track's, 0 to 1. */
    double overlap(AttentionTrack other) {
        return Boxes.overlap(box, other.box);
    }
}
