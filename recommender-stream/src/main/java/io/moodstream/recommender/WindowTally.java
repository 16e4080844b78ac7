package io.moodstream.recommender;

import io.moodstream.recommender.state.TallyState;
import io.moodstream.schemas.CountedFaces;
import io.moodstream.schemas.Counting;
import io.moodstream.schemas.FaceEmotion;
import io.moodstream.schemas.FaceEmotions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Sums up the frames of one source in one window. The sums are integers, so that they do not depend on the order of the
 * frames.
 */
final class WindowTally {
    /** Probabilities are summed in units of 2^-32: exact enough for a float, and 2^31 faces fit into a long. */
    private static final double UNIT = 0x1p32;

    private boolean owned;
    private final long[] probabilities;
    private final long[] emotions;
    private long[] framesByFaces;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private final Ids detectors;
    private final Ids models;
    private long bystanders;
    private int counting;

    private WindowTally(
            boolean owned, long[] probabilities, long[] emotions, long[] framesByFaces, Ids detectors, Ids models) {
        this.owned = owned;
        this.probabilities = probabilities;
        this.emotions = emotions;
        this.framesByFaces = framesByFaces;
        this.detectors = detectors;
        this.models = models;
    }

    /** Creates a tally without a frame. */
    static WindowTally empty() {
        return new WindowTally(
                false,
                new long[Emotions.COUNT],
                new long[Emotions.COUNT],
                new long[1],
                Ids.of(List.of()),
                Ids.of(List.of()));
    }

    /** Restores a stored tally. */
    static WindowTally of(TallyState state) {
        WindowTally tally = new WindowTally(
                state.getOwned(),
                array(state.getProbabilities()),
                array(state.getEmotions()),
                array(state.getFramesByFaces()),
                Ids.of(state.getDetectors()),
                Ids.of(state.getModels()));
        tally.first = state.getFirst();
        tally.last = state.getLast();
        tally.bystanders = state.getBystanders();
        tally.counting = state.getCounting();
        return tally;
    }

    /** Returns the state to store. */
    TallyState state() {
        return new TallyState(
                owned,
                list(probabilities),
                list(emotions),
                list(framesByFaces),
                first,
                last,
                detectors.list(),
                models.list(),
                bystanders,
                counting);
    }

    /** Adds one frame, with or without faces. */
    void add(FaceEmotions frame) {
        long capturedAt = frame.getCapturedAt().toEpochMilli();
        first = Math.min(first, capturedAt);
        last = Math.max(last, capturedAt);
        detectors.add(frame.getDetector());
        models.add(frame.getModel());
        owned |= frame.getUserId() != null;
        counting = Math.max(counting, frame.getCounting().ordinal());
        bystanders += frame.getFaces().stream()
                .filter(face -> CountedFaces.isBystander(frame, face))
                .count();
        List<FaceEmotion> counted = CountedFaces.of(frame);
        int faces = counted.size();
        if (faces >= framesByFaces.length) {
            framesByFaces = Arrays.copyOf(framesByFaces, faces + 1);
        }
        framesByFaces[faces]++;
        counted.stream().filter(FaceEmotion::getReadable).forEach(this::add);
    }

    private void add(FaceEmotion face) {
        emotions[face.getEmotion().ordinal()]++;
        for (int i = 0; i < Emotions.COUNT; i++) {
            probabilities[i] += Math.round(face.getProbabilities().get(i) * UNIT);
        }
    }

    /** Returns the earliest capturedAt, UTC milliseconds. */
    long first() {
        return first;
    }

    /** Returns the latest capturedAt, UTC milliseconds. */
    long last() {
        return last;
    }

    /** Returns the ids of the detectors, sorted. */
    List<String> detectors() {
        return detectors.list();
    }

    /** Returns the ids of the classifier models, sorted. */
    List<String> models() {
        return models.list();
    }

    /** Returns whether the source belongs to a user. */
    boolean owned() {
        return owned;
    }

    /** Returns the most that a frame says about whom to count. */
    Counting counting() {
        return Counting.values()[counting];
    }

    /** Returns the mean number of bystanders in a frame. */
    double bystanders() {
        return (double) bystanders / frames();
    }

    /** Returns the number of frames added. */
    long frames() {
        return LongStream.of(framesByFaces).sum();
    }

    /** Returns the mean number of readable faces in a frame. */
    double faces() {
        return (double) LongStream.of(emotions).sum() / frames();
    }

    /** Returns the probability of a class, summed over the readable faces of a frame, as a mean over the frames. */
    double probability(int emotion) {
        return probabilities[emotion] / UNIT / frames();
    }

    /** Returns the mean number of readable faces in a frame whose most probable class this is. */
    double faces(int emotion) {
        return (double) emotions[emotion] / frames();
    }

    /**
     * Returns the number of people expected in this picture: the lower median of the faces in a frame that count,
     * readable or not, so that an occasional false detection does not count; at least 1 if the source belongs to a
     * user.
     */
    int expected() {
        long half = (frames() + 1) / 2;
        int faces = 0;
        for (long below = framesByFaces[0]; below < half; below += framesByFaces[faces]) {
            faces++;
        }
        return Math.max(faces, owned ? 1 : 0);
    }

    private static long[] array(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).toArray();
    }

    private static List<Long> list(long[] values) {
        return LongStream.of(values).boxed().toList();
    }
}
