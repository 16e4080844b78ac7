package io.moodstream.launcher.compare;

import io.moodstream.schemas.FaceEmotions;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Holds the emotions of one run of a lecture by frame. Source and number identify a frame, so that runs with shifted
 * times can be compared; after a restart of the source, so does the count of earlier frames with that number.
 */
final class ComparedRun {
    /**
     * Identifies a frame.
     *
     * @param source the source's id
     * @param sequence the picture's number within its source
     * @param round how many frames before it had this number
     */
    record FrameKey(String source, long sequence, int round) {}

    private record Number(String source, long sequence) {}

    private final Map<FrameKey, FaceEmotions> frames = new LinkedHashMap<>();
    private final Map<Number, Integer> rounds = new HashMap<>();
    private final SortedSet<String> lectures = new TreeSet<>();
    private final SortedSet<String> models = new TreeSet<>();
    private final SortedSet<String> detectors = new TreeSet<>();
    private long first = Long.MAX_VALUE;

    /** Adds a frame's emotions; frames come in their order. */
    void add(FaceEmotions emotions) {
        Number number = new Number(emotions.getSourceId(), emotions.getSequence());
        int round = rounds.merge(number, 1, Integer::sum) - 1;
        frames.put(new FrameKey(number.source(), number.sequence(), round), emotions);
        lectures.add(emotions.getLectureId());
        models.add(emotions.getModel());
        detectors.add(emotions.getDetector());
        first = Math.min(first, emotions.getCapturedAt().toEpochMilli());
    }

    /** Returns all frames with their emotions. */
    Map<FrameKey, FaceEmotions> frames() {
        return frames;
    }

    /** Returns the milliseconds from the capture of the run's first frame to that of this frame. */
    long position(FaceEmotions emotions) {
        return emotions.getCapturedAt().toEpochMilli() - first;
    }

    /** Returns the ids of the lectures: more than one if two recordings were joined. */
    SortedSet<String> lectures() {
        return Collections.unmodifiableSortedSet(lectures);
    }

    /** Returns the ids of the classifier models. */
    List<String> models() {
        return List.copyOf(models);
    }

    /** Returns the ids of the detectors. */
    List<String> detectors() {
        return List.copyOf(detectors);
    }
}
