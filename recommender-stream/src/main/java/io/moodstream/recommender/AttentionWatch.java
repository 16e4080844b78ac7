package io.moodstream.recommender;

import io.moodstream.schemas.Attention;
import io.moodstream.schemas.AttentionReason;
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
 * Watches the tracks of one source for who may need the teacher. All by event time, so that the same frames give the
 * same attention at any speed.
 *
 * <p>NEGATIVE: the smoothed probability of a negative expression stays above one threshold for a time; it is cleared
 * when it stays below a lower one for a time, or when the face is lost for long. A face that is found and not readable
 * says nothing about its expression: meanwhile nothing opens and nothing is cleared. When it is readable again within
 * {@link RecommenderConfig#clearFor()}, the time between counts as time beyond a threshold, if it was beyond before and
 * is after; later, both smoothing and the time beyond a threshold begin anew, as after a time unseen. But it is there.
 *
 * <p>ABSENT: a face seen for long enough is not seen for long while its source keeps sending; it is cleared when the
 * face is back. The tracker may give a returning face a new number: a new track takes the place of a lost one where
 * their boxes overlap, or else, once it has itself been seen for long enough, that of the one lost last before it
 * appeared. The lost track is then forgotten.
 */
final class AttentionWatch {
    /** Most tracks remembered of a source: twice the faces of a frame, so that all seen ones always have room. */
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
     * @param latest the source's latest capturedAt, UTC milliseconds
     * @param tracks those remembered
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

    /** The tracks to remember. */
    Stream<AttentionTrack> tracks() {
        return tracks.values().stream();
    }

    /**
     * Takes a frame in.
     *
     * @param frame not from before the latest
     * @return what opened and what was cleared, in the order it did
     */
    List<Attention> see(FaceEmotions frame) {
        long at = frame.getCapturedAt().toEpochMilli();
        // A pause of the whole source is nobody's absence, nor does it prove anybody's presence.
        long step = Math.min(Math.max(0, at - latest), config.clearFor().toMillis());
        latest = at;
        userId = frame.getUserId();
        tracks.values().forEach(track -> track.unseenFor += Math.max(1, step));
        List<AttentionTrack> news = new ArrayList<>();
        frame.getFaces().forEach(face -> {
            AttentionTrack known = tracks.get(face.getTrackId());
            if (known == null) {
                news.add(AttentionTrack.first(face, at));
            } else {
                seeAgain(known, face, at);
            }
        });
        news.forEach(this::takeOverlapping);
        tracks.values().stream()
                .filter(track -> !track.lost() && !track.placed)
                .toList()
                .forEach(this::takeLast);
        tracks.values().stream().filter(AttentionTrack::lost).toList().forEach(this::miss);
        bound();
        return drain();
    }

    /** Ends the source: all that is open is cleared, all is forgotten. */
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

    /** A new track begins, in the place of the lost one it overlaps most, if any. */
    private void takeOverlapping(AttentionTrack track) {
        tracks.put(track.id, track);
        lost(old -> old.overlap(track) >= config.returnOverlap())
                .max(Comparator.comparingDouble(old -> old.overlap(track)))
                .ifPresent(old -> takePlace(track, old));
        if (track.lastRead != null) {
            watchExpression(track);
        }
    }

    /** A track seen long enough takes the place of an established one that was lost before it appeared, if any. */
    private void takeLast(AttentionTrack track) {
        if (established(track)) {
            track.placed = true;
            lost(old -> established(old) && old.lastSeen < track.firstSeen)
                    .max(Comparator.comparingLong(old -> old.lastSeen))
                    .ifPresent(old -> takePlace(track, old));
        }
    }

    private Stream<AttentionTrack> lost(Predicate<AttentionTrack> which) {
        return tracks.values().stream().filter(AttentionTrack::lost).filter(which);
    }

    private void takePlace(AttentionTrack track, AttentionTrack old) {
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
