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
 * The emotions of one run of a lecture, by frame. A frame is known by its source and number, so that runs can be compared
 * whose times were shifted; where a source has started again, by how often that number has come before, too.
 */
final class ComparedRun {
    /**
     * A frame.
     *
     * @param source the source's id
     * @param sequence the picture's number within its source
     * @param round how often this number has come before
     */
    record FrameKey(String source, long sequence, int round) {}

    private record Number(String source, long sequence) {}

    private final Map<FrameKey, FaceEmotions> frames = new LinkedHashMap<>();
    private final Map<Number, Integer> rounds = new HashMap<>();
    private final SortedSet<String> lectures = new TreeSet<>();
    private final SortedSet<String> models = new TreeSet<>();
    private final SortedSet<String> detectors = new TreeSet<>();
    private long first = Long.MAX_VALUE;

    /** Takes a frame's emotions in, in their order. */
    void add(FaceEmotions emotions) {
        Number number = new Number(emotions.getSourceId(), emotions.getSequence());
        int round = rounds.merge(number, 1, Integer::sum) - 1;
        frames.put(new FrameKey(number.source(), number.sequence(), round), emotions);
        lectures.add(emotions.getLectureId());
        models.add(emotions.getModel());
        detectors.add(emotions.getDetector());
        first = Math.min(first, emotions.getCapturedAt().toEpochMilli());
    }

    /** All frames with their emotions. */
    Map<FrameKey, FaceEmotions> frames() {
        return frames;
    }

    /** How long after the run's first frame one was captured, milliseconds. */
    long position(FaceEmotions emotions) {
        return emotions.getCapturedAt().toEpochMilli() - first;
    }

    /** Ids of the lectures; more than one where two recordings were put together. */
    SortedSet<String> lectures() {
        return Collections.unmodifiableSortedSet(lectures);
    }

    /** Ids of the models that answered. */
    List<String> models() {
        return List.copyOf(models);
    }

    /** Ids of the detectors that answered. */
    List<String> detectors() {
        return List.copyOf(detectors);
    }
}
