package io.moodstream.detector;

import io.moodstream.detector.models.Box;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Follows faces from frame to frame by the overlap of their boxes (Bochinski et al. 2017), greedily, largest overlap
 * first. The remaining faces are matched by distance, for low frame rates at which a moving face no longer overlaps
 * itself. A face is expected where it was last seen.
 *
 * @param overlap IoU from which a box belongs to a track, 0 to 1
 * @param memory how long a face may be missing
 */
record IouTracker(float overlap, Duration memory) {
    /** A face may be missing in this many frames, however long that takes. */
    private static final int FRAMES_MISSED = 3;

    /** How far a face may move between two frames in which it is found, in multiples of its size. */
    private static final float REACH = 0.75f;

    /** A frame that is older than the newest by more than this begins its source anew: it is a replay. */
    private static final Duration RESTART = Duration.ofMinutes(1);

    /** Returns the tracker that the settings describe. */
    static IouTracker of(DetectorConfig config) {
        return new IouTracker((float) config.trackOverlap(), config.trackMemory());
    }

    /**
     * Holds the result of a frame.
     *
     * @param ids track numbers of the frame's boxes, in their order
     * @param after the tracks after the frame
     * @param late whether the frame is not newer than the newest one
     * @param relaid whether a gallery was laid out anew, so that the tracks that are not in the frame have ended
     */
    record Update(List<Long> ids, SourceTracks after, boolean late, boolean relaid) {}

    /**
     * Assigns a track number to each box of a frame. A frame that is not newer than the newest one is only compared
     * with the tracks: its new faces get numbers, but it moves and ends no track.
     *
     * @param boxes relative to the frame
     * @param surroundings what is beside them
     */
    Update update(SourceTracks before, List<Box> boxes, List<Surroundings> surroundings, Instant capturedAt) {
        boolean restarted = capturedAt.isBefore(restartBefore(before));
        boolean late = !restarted && !capturedAt.isAfter(before.seenUntil());
        List<Track> known = restarted ? List.of() : before.tracks();
        @Nullable Track[] inPlace = match(known, boxes);
        Optional<@Nullable Track[]> relaid =
                late ? Optional.empty() : GalleryLayout.after(known, boxes, surroundings, inPlace);
        @Nullable Track[] matched = relaid.orElse(inPlace);
        List<Long> ids = new ArrayList<>();
        List<Track> tracks = new ArrayList<>();
        long next = before.nextId();
        for (int i = 0; i < boxes.size(); i++) {
            Track old = matched[i];
            long id = old != null ? old.id() : next++;
            ids.add(id);
            tracks.add(new Track(id, boxes.get(i), surroundings.get(i), capturedAt, 0));
        }
        if (late) {
            return new Update(ids, new SourceTracks(next, before.seenUntil(), before.tracks()), true, false);
        }
        if (relaid.isEmpty()) {
            tracks.addAll(remembered(known, new HashSet<>(ids), capturedAt));
        }
        return new Update(ids, new SourceTracks(next, capturedAt, tracks), false, relaid.isPresent());
    }

    private static Instant restartBefore(SourceTracks tracks) {
        return tracks.seenUntil().equals(SourceTracks.NEVER)
                ? SourceTracks.NEVER
                : tracks.seenUntil().minus(RESTART);
    }

    private List<Track> remembered(List<Track> known, Set<Long> seen, Instant now) {
        return known.stream()
                .filter(track -> !seen.contains(track.id()))
                .map(Track::missedOnce)
                .filter(track -> track.missed() <= FRAMES_MISSED
                        || !track.seenAt().plus(memory).isBefore(now))
                .toList();
    }

    /** Returns the track of each box, or null if there is none. */
    private @Nullable Track[] match(List<Track> tracks, List<Box> boxes) {
        record Pair(int box, Track track, float closeness) {}
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < boxes.size(); i++) {
            for (Track track : tracks) {
                float closeness = closeness(boxes.get(i), track.box());
                if (closeness > 0) {
                    pairs.add(new Pair(i, track, closeness));
                }
            }
        }
        pairs.sort(Comparator.comparingDouble(Pair::closeness).reversed());
        @Nullable Track[] matched = new Track[boxes.size()];
        Set<Long> taken = new HashSet<>();
        for (Pair pair : pairs) {
            if (matched[pair.box()] == null && taken.add(pair.track().id())) {
                matched[pair.box()] = pair.track();
            }
        }
        return matched;
    }

    /**
     * Returns a closeness: above 1 for boxes that overlap enough, up to 1 for near boxes of similar size, otherwise 0.
     */
    private float closeness(Box a, Box b) {
        float iou = a.iou(b);
        if (iou >= overlap) {
            return 1 + iou;
        }
        float width = (a.width() + b.width()) / 2;
        float height = (a.height() + b.height()) / 2;
        double distance = Math.hypot((a.centreX() - b.centreX()) / width, (a.centreY() - b.centreY()) / height);
        boolean alike = a.area() < 2 * b.area() && b.area() < 2 * a.area();
        return alike && distance < REACH ? (float) (1 - distance / REACH) : 0;
    }
}
