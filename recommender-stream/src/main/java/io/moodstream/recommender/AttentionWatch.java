package io.moodstream.recommender;

import io.moodstream.schemas.Attention;
import io.moodstream.schemas.AttentionReason;
import io.moodstream.schemas.CountedFaces;
import io.moodstream.schemas.FaceEmotion;
import io.moodstream.schemas.FaceEmotions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Watches the tracks of one source for people who may need the teacher. It uses event time only, so that the same
 * frames give the same attention at any speed.
 *
 * <p>NEGATIVE: the smoothed probability of a negative expression stays above one threshold for a time; it is cleared
 * when it stays below a lower one for a time, or when the face is lost for long. While a face is found but not
 * readable, nothing opens and nothing is cleared, and the face is not absent. If it is readable again within
 * {@link RecommenderConfig#clearFor()} and is beyond a threshold before and after, the time between counts as beyond
 * it. If it becomes readable later, smoothing and the time beyond a threshold begin anew, as after a time unseen.
 *
 * <p>ABSENT: a face that was seen long enough is not seen for a time while its source keeps sending; it is cleared when
 * the face is back. The tracker may give a returning face a new number. Therefore a new track replaces a lost one if
 * their boxes overlap. Otherwise, once it has been seen long enough, it replaces the track that was lost last before it
 * appeared. A replaced track is removed. When a gallery is laid out anew, nobody knows which of the lost tracks a new
 * one continues: the lost ones are removed.
 */
final class AttentionWatch {
    /** The largest number of tracks of a source: twice the faces of a frame, so that all visible faces fit. */
    private static final int MAX_TRACKS = 2 * EmotionsValidator.MAX_FACES;

    private final RecommenderConfig config;
    private final Smoothing smoothing;
    private final String lectureId;
    private final String sourceId;
    private final TreeMap<Long, AttentionTrack> tracks = new TreeMap<>();
    private final List<Attention> noticed = new ArrayList<>();
    private @Nullable String userId;
    private long latest;

    /**
     * Creates a watch that continues with the given tracks.
     *
     * @param latest the source's latest capturedAt, UTC milliseconds
     * @param tracks the known tracks
     */
    AttentionWatch(
            RecommenderConfig config,
            String lectureId,
            String sourceId,
            @Nullable String userId,
            long latest,
            Stream<AttentionTrack> tracks) {
        this.config = config;
        this.smoothing = new Smoothing(config.attentionHalfLife().toMillis());
        this.lectureId = lectureId;
        this.sourceId = sourceId;
        this.userId = userId;
        this.latest = latest;
        tracks.forEach(track -> this.tracks.put(track.id, track));
    }

    @Nullable
    String userId() {
        return userId;
    }

    long latest() {
        return latest;
    }

    /** Returns the tracks to store. */
    Stream<AttentionTrack> tracks() {
        return tracks.values().stream();
    }

    /**
     * Adds a frame.
     *
     * @param frame not captured before the latest one
     * @return the attention that opened or was cleared, in this order of events
     */
    List<Attention> see(FaceEmotions frame) {
        long at = frame.getCapturedAt().toEpochMilli();
        // A pause of the whole source makes nobody absent and proves nobody present.
        long step = Math.min(Math.max(0, at - latest), config.clearFor().toMillis());
        latest = at;
        userId = frame.getUserId();
        tracks.values().forEach(track -> track.unseenFor += Math.max(1, step));
        List<AttentionTrack> newTracks = new ArrayList<>();
        CountedFaces.of(frame).forEach(face -> {
            AttentionTrack known = tracks.get(face.getTrackId());
            if (known == null) {
                newTracks.add(AttentionTrack.first(face, at));
            } else {
                seeAgain(known, face, at);
            }
        });
        if (frame.getRelaid()) {
            tracks.values().stream().filter(AttentionTrack::lost).toList().forEach(this::forget);
        }
        newTracks.forEach(this::replaceOverlapping);
        tracks.values().stream()
                .filter(track -> !track.lost() && !track.placed)
                .toList()
                .forEach(this::replaceLast);
        tracks.values().stream().filter(AttentionTrack::lost).toList().forEach(this::miss);
        bound();
        return drain();
    }

    /** Ends the source: clears all open attention and removes all tracks. */
    List<Attention> end() {
        List.copyOf(tracks.values()).forEach(this::forget);
        return drain();
    }

    private void seeAgain(AttentionTrack known, FaceEmotion face, long at) {
        known.seenFor += Math.min(at - known.lastSeen, config.clearFor().toMillis());
        clearAbsent(known);
        known.lastSeen = at;
        known.unseenFor = 0;
        known.box = face.getBox();
        if (face.getReadable()) {
            read(known, Emotions.negative(face.getProbabilities()), at);
        }
    }

    private void read(AttentionTrack track, double seen, long at) {
        Long before = track.lastRead;
        if (before == null || at - before > config.clearFor().toMillis()) {
            track.turnedAt = null;
            track.negative = seen;
        } else {
            track.negative = smoothing.next(track.negative, seen, at - before);
        }
        track.lastRead = at;
        watchExpression(track);
    }

    private void watchExpression(AttentionTrack track) {
        boolean open = track.negativeSince != null;
        boolean beyond = open ? track.negative < config.clearShare() : track.negative > config.negativeShare();
        if (!beyond) {
            track.turnedAt = null;
            return;
        }
        long turnedAt = track.turnedAt == null ? latest : track.turnedAt;
        track.turnedAt = turnedAt;
        long needed = (open ? config.clearFor() : config.negativeFor()).toMillis();
        if (latest - turnedAt < needed) {
            return;
        }
        if (open) {
            clearNegative(track);
        } else {
            track.negativeSince = turnedAt;
            track.turnedAt = null;
            notice(track, AttentionReason.NEGATIVE, turnedAt, false);
        }
    }

    /** Adds a new track, which replaces the lost one that it overlaps most, if there is one. */
    private void replaceOverlapping(AttentionTrack track) {
        tracks.put(track.id, track);
        lost(old -> old.overlap(track) >= config.returnOverlap())
                .max(Comparator.comparingDouble(old -> old.overlap(track)))
                .ifPresent(old -> replace(track, old));
        if (track.lastRead != null) {
            watchExpression(track);
        }
    }

    /**
     * Lets a track that was seen long enough replace an established one that was lost before it appeared, if there is
     * one.
     */
    private void replaceLast(AttentionTrack track) {
        if (established(track)) {
            track.placed = true;
            lost(old -> established(old) && old.lastSeen < track.firstSeen)
                    .max(Comparator.comparingLong(old -> old.lastSeen))
                    .ifPresent(old -> replace(track, old));
        }
    }

    private Stream<AttentionTrack> lost(Predicate<AttentionTrack> which) {
        return tracks.values().stream().filter(AttentionTrack::lost).filter(which);
    }

    private void replace(AttentionTrack track, AttentionTrack old) {
        track.placed = true;
        track.seenFor += old.seenFor;
        forget(old);
    }

    private void miss(AttentionTrack track) {
        boolean missed = track.unseenFor >= config.absentFor().toMillis();
        if (missed && !established(track)) {
            forget(track);
        } else if (missed && !track.absent) {
            clearNegative(track);
            track.absent = true;
            notice(track, AttentionReason.ABSENT, track.lastSeen, false);
        }
        if (latest - track.lastSeen >= config.forget().toMillis()) {
            forget(track);
        }
    }

    private void bound() {
        lost(track -> true)
                .sorted(Comparator.comparingLong(track -> track.lastSeen))
                .limit(Math.max(0, tracks.size() - MAX_TRACKS))
                .toList()
                .forEach(this::forget);
    }

    private boolean established(AttentionTrack track) {
        return track.seenFor >= config.absentEstablished().toMillis();
    }

    private void forget(AttentionTrack track) {
        if (tracks.remove(track.id) != null) {
            clearNegative(track);
            clearAbsent(track);
        }
    }

    private void clearNegative(AttentionTrack track) {
        Optional.ofNullable(track.negativeSince)
                .ifPresent(since -> notice(track, AttentionReason.NEGATIVE, since, true));
        track.negativeSince = null;
        track.turnedAt = null;
    }

    private void clearAbsent(AttentionTrack track) {
        if (track.absent) {
            track.absent = false;
            notice(track, AttentionReason.ABSENT, track.lastSeen, true);
        }
    }

    private void notice(AttentionTrack track, AttentionReason reason, long since, boolean cleared) {
        noticed.add(new Attention(
                lectureId,
                sourceId,
                track.id,
                userId,
                reason,
                Instant.ofEpochMilli(since),
                Instant.ofEpochMilli(latest),
                cleared));
    }

    private List<Attention> drain() {
        List<Attention> all = List.copyOf(noticed);
        noticed.clear();
        return all;
    }
}
