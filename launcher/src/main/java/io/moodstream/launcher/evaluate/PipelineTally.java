package io.moodstream.launcher.evaluate;

import io.moodstream.kit.ConfigurationException;
import io.moodstream.schemas.Emotion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Compares the pipeline's results with the truth, frame by frame. A box belongs to the face that it overlaps most, with
 * an intersection over union of at least 0.4; a box has one face, and a face one box.
 */
final class PipelineTally {
    private static final double OVERLAP = 0.4;

    /**
     * A face that the pipeline has found.
     *
     * @param box its box
     * @param emotion its label
     * @param readable whether it is readable
     */
    record Found(PixelBox box, Emotion emotion, boolean readable) {}

    private record Pair(int truth, int found, double overlap) {}

    private static final class Counts {
        private int faces;
        private int found;
        private int readable;
        private int right;
        private int rightDirectly;

        void add(Counts other) {
            faces += other.faces;
            found += other.found;
            readable += other.readable;
            right += other.right;
            rightDirectly += other.rightDirectly;
        }

        PipelineScores.Scores scores(boolean direct) {
            return new PipelineScores.Scores(
                    faces,
                    share(found, faces),
                    share(readable, found),
                    share(right, found),
                    direct ? share(rightDirectly, found) : null);
        }
    }

    private final List<TruthFace> truth;
    private final Optional<Map<Integer, Emotion>> direct;
    private final Map<Emotion, Counts> counts = new EnumMap<>(Emotion.class);
    private int frames;
    private int extra;

    /**
     * @param truth the known faces
     * @param direct the classifier's emotions for the FER2013 pictures themselves, by row; all of the truth's
     */
    PipelineTally(List<TruthFace> truth, Optional<Map<Integer, Emotion>> direct) {
        this.truth = truth;
        this.direct = direct;
        for (Emotion emotion : Emotion.values()) {
            counts.put(emotion, new Counts());
        }
    }

    /**
     * Checks that the truth lies within the frames.
     *
     * @throws ConfigurationException if a face lies outside
     */
    void requireWithin(int width, int height) {
        truth.stream()
                .map(TruthFace::box)
                .filter(box -> box.x() + box.width() / 2 > width || box.y() + box.height() / 2 > height)
                .findFirst()
                .ifPresent(box -> {
                    throw new ConfigurationException("The truth has a face at " + box.x() + ", " + box.y()
                            + ", but the frames have " + width + " x " + height
                            + " pixels; expected the pixels of the frames as they are published");
                });
    }

    /** Adds the result of one frame; seconds: its capture time since the first frame. */
    void add(double seconds, List<Found> answer) {
        frames++;
        List<TruthFace> there =
                truth.stream().filter(face -> face.isThereAt(seconds)).toList();
        there.forEach(face -> of(face).faces++);
        Set<Integer> faces = new HashSet<>();
        Set<Integer> boxes = new HashSet<>();
        for (Pair pair : pairs(there, answer)) {
            if (!faces.contains(pair.truth()) && !boxes.contains(pair.found())) {
                faces.add(pair.truth());
                boxes.add(pair.found());
                count(there.get(pair.truth()), answer.get(pair.found()));
            }
        }
        extra += answer.size() - boxes.size();
    }

    /** Returns the pairs that overlap enough, the closest first. */
    private static List<Pair> pairs(List<TruthFace> there, List<Found> answer) {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < there.size(); i++) {
            for (int j = 0; j < answer.size(); j++) {
                double overlap = there.get(i).box().overlap(answer.get(j).box());
                if (overlap >= OVERLAP) {
                    pairs.add(new Pair(i, j, overlap));
                }
            }
        }
        pairs.sort(Comparator.comparingDouble(Pair::overlap).reversed());
        return pairs;
    }

    private void count(TruthFace face, Found found) {
        Counts counts = of(face);
        counts.found++;
        counts.readable += found.readable() ? 1 : 0;
        counts.right += found.emotion() == face.emotion() ? 1 : 0;
        counts.rightDirectly += isRightDirectly(face) ? 1 : 0;
    }

    private boolean isRightDirectly(TruthFace face) {
        return direct.isPresent()
                && face.ferRow().isPresent()
                && direct.get().get(face.ferRow().getAsInt()) == face.emotion();
    }

    private Counts of(TruthFace face) {
        return Objects.requireNonNull(counts.get(face.emotion()));
    }

    /** Returns the scores so far. */
    PipelineScores scores() {
        Counts all = new Counts();
        Map<String, PipelineScores.Scores> perEmotion = new LinkedHashMap<>();
        counts.forEach((emotion, one) -> {
            all.add(one);
            perEmotion.put(emotion.name(), one.scores(direct.isPresent()));
        });
        return new PipelineScores(frames, all.scores(direct.isPresent()), perEmotion, share(extra, frames));
    }

    private static double share(int part, int whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
