package io.moodstream.classifier.evaluation.stress;

import io.moodstream.classifier.Crop;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Changes faces in one way to one degree. The same face in the same row always becomes the same picture. The training
 * package makes the same pictures ({@code stress.py}) to choose the threshold below which a model abstains.
 */
public final class Stress {
    /** All changes at all levels; {@code docs/evaluation.md} says what each one stands for. */
    public static final List<Stress> ALL = Stream.of(
                    levels("small", "px", Optics::small, 24, 16, 12),
                    levels("defocused", "px", Optics::defocused, 1, 2),
                    levels("moving", "px", Optics::moving, 5, 9),
                    levels("turned plane", "degrees", Pose::turnedPlane, 20, 40),
                    levels("rolled", "degrees", Pose::rolled, 15, 30, 45),
                    levels("dark", "x", Light::dark, 0.25, 0.1),
                    levels("bright", "x", Light::bright, 2, 3),
                    levels("low contrast", "x", Light::lowContrast, 0.25, 0.1),
                    levels("noise", "grey values", Light::noise, 10, 25),
                    levels("JPEG", "quality", JpegBlocks::compressed, 20, 8),
                    levels("dark glasses", "opacity", Covers::darkGlasses, 0.5, 0.95),
                    levels("mask", "px", Covers::mask, 10, 18, 22),
                    levels("hand", "px", Covers::hand, 12, 20),
                    levels("shifted", "px", Pose::shifted, 4, 8),
                    levels("too close", "x", Pose::scaled, 1.25, 1.5),
                    levels("too wide", "x", Pose::scaled, 0.8, 0.6))
            .flatMap(List::stream)
            .toList();

    private final String name;
    private final double level;
    private final String unit;
    private final Change change;

    private Stress(String name, double level, String unit, Change change) {
        this.name = name;
        this.level = level;
        this.unit = unit;
        this.change = change;
    }

    private static List<Stress> levels(String name, String unit, Change change, double... levels) {
        return Arrays.stream(levels)
                .mapToObj(level -> new Stress(name, level, unit, change))
                .toList();
    }

    /** Returns what is changed, such as {@code rolled}. */
    public String name() {
        return name;
    }

    /** Returns how far it is changed. */
    public double level() {
        return level;
    }

    /** Returns the unit of the level, such as {@code degrees}. */
    public String unit() {
        return unit;
    }

    /**
     * Returns the changed face.
     *
     * @param face 48 x 48 pixels
     * @param row its row in its file
     */
    public Crop of(Crop face, int row) {
        return change.of(GreyPicture.of(face), row, level).toCrop();
    }
}
