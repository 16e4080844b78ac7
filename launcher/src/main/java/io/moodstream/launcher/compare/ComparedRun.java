package io.moodstream.launcher.compare;

import io.moodstream.recordings.RunNumbers;
import io.moodstream.schemas.FaceEmotions;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Holds the emotions of one run of a lecture by frame. A frame is identified by its position: its source, how often the
 * source's publisher had been started again before it, and its number. So runs with other times and identities can be
 * compared.
 */
final class ComparedRun {
    /**
     * Identifies a frame.
     *
     * @param source the source's id
     * @param start the start of its publisher, counted from 0
     * @param sequence the picture's number since then
     * @param round how many frames before it had this number since then
     */
    record FrameKey(String source, int start, long sequence, int round) {}

    private final Map<FrameKey, FaceEmotions> frames = new LinkedHashMap<>();
    private final Map<String, RunNumbers> numbers = new HashMap<>();
    private final SortedSet<String> lectures = new TreeSet<>();
    private final SortedSet<String> models = new TreeSet<>();
    private final SortedSet<String> detectors = new TreeSet<>();
    private long first = Long.MAX_VALUE;

    /** Adds a frame's emotions; frames come in their order. A signal is no frame and is not added. */
    void add(FaceEmotions emotions) {
        if (emotions.getSignal() != null) {
            return;
        }
        String source = emotions.getSourceId();
        RunNumbers.Place place = numbers.computeIfAbsent(source, any -> new RunNumbers())
                .add(emotions.getRun(), emotions.getSequence(), emotions.getCapturedAt());
        int round = 0;
        while (frames.containsKey(new FrameKey(source, place.run(), emotions.getSequence(), round))) {
            round++;
        }
        frames.put(new FrameKey(source, place.run(), emotions.getSequence(), round), emotions);
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
