package io.moodstream.launcher.benchmark;

import io.moodstream.launcher.benchmark.MovingHeads.Head;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** How heads move in front of a camera. Lengths are shares of the picture's height, times are seconds. */
enum MovingScene {
    SITS("one person sits", 640, 480) {
        @Override
        void at(double t, Shot shot) {
            shot.add(0, 0.67 + 0.06 * Math.sin(0.9 * t), 0.5 + 0.03 * Math.sin(1.7 * t), 0.45);
        }
    },
    MOVES("one person moves fast", 640, 480) {
        @Override
        void at(double t, Shot shot) {
            shot.add(1, 0.67 + 0.4 * Math.sin(Math.PI * t), 0.5 + 0.1 * Math.sin(2.3 * t), 0.4);
        }
    },
    NEARS("one person comes near and goes", 640, 480) {
        @Override
        void at(double t, Shot shot) {
            shot.add(2, 0.67 + 0.1 * Math.sin(t), 0.5, 0.4 - 0.27 * Math.cos(0.8 * t));
        }
    },
    LEAVES("one person leaves and comes back", 640, 480) {
        @Override
        void at(double t, Shot shot) {
            shot.add(3, 0.67 + Math.max(0, 1.6 * Math.sin(0.8 * t)), 0.5, 0.45);
        }
    },
    VISITORS("others walk through behind", 640, 480) {
        @Override
        void at(double t, Shot shot) {
            int visit = (int) (t / 4);
            double x = -0.3 + (t % 4) * 0.6;
            shot.add(5 + visit % 15, visit % 2 == 0 ? x : 1.33 - x, 0.35, 0.25 + 0.05 * (visit % 3));
            shot.add(4, 0.67 + 0.04 * Math.sin(t), 0.6, 0.45);
        }
    },
    CROSS("two people cross", 640, 480) {
        @Override
        void at(double t, Shot shot) {
            shot.add(6, 0.67 - 0.4 * Math.sin(0.7 * t), 0.45, 0.33);
            shot.add(7, 0.67 + 0.4 * Math.sin(0.7 * t), 0.5, 0.38);
        }
    },
    CUTS("the scene is cut", 640, 480) {
        @Override
        void at(double t, Shot shot) {
            scattered((int) (t / 1.7), 1 + (int) (t / 1.7) % 3, shot);
        }
    },
    HALL("one person walks, 1280x720", 1280, 720) {
        @Override
        void at(double t, Shot shot) {
            shot.add(8, 0.89 + 0.7 * Math.sin(0.5 * t), 0.45 + 0.05 * Math.sin(1.3 * t), 0.15);
        }
    },
    GALLERY("gallery of 25, 1280x720", 1280, 720) {
        @Override
        void at(double t, Shot shot) {
            for (int student = 0; student < 25; student++) {
                double phase = t * (0.5 + 0.03 * student) + student;
                shot.add(
                        student,
                        (student % 5 + 0.5) * 16 / 45 + 0.02 * Math.sin(phase),
                        (student / 5 + 0.5) / 5 + 0.01 * Math.cos(phase),
                        0.11);
            }
        }
    },
    SLIDES("a slide and four people, 1280x720", 1280, 720) {
        @Override
        void at(double t, Shot shot) {
            for (int row = 0; row < 4; row++) {
                double phase = t * (0.5 + 0.1 * row) + row;
                shot.add(10 + row, 1.6 + 0.03 * Math.sin(phase), (row + 0.5) / 4, 0.16);
            }
        }
    };

    /** Share of a face that may be hidden. */
    private static final double HIDDEN = 0.1;

    private final String words;
    private final int width;
    private final int height;

    MovingScene(String words, int width, int height) {
        this.words = words;
        this.width = width;
        this.height = height;
    }

    /** Adds the heads at a time, those in front last. */
    abstract void at(double t, Shot shot);

    /** Returns what happens, in words. */
    String words() {
        return words;
    }

    /** Pixels. */
    int width() {
        return width;
    }

    /** Pixels. */
    int height() {
        return height;
    }

    private static void scattered(int scene, int count, Shot shot) {
        Random random = new Random(scene);
        for (int i = 0; i < count; i++) {
            double side = 0.22 + 0.2 * random.nextDouble();
            shot.add(
                    random.nextInt(25),
                    (i + 0.5) * 1.33 / count + 0.1 * (random.nextDouble() - 0.5),
                    0.35 + 0.3 * random.nextDouble(),
                    side);
        }
    }

    /** Returns who is where. */
    List<Head> heads(double seconds) {
        Shot shot = new Shot(height, new ArrayList<>());
        at(seconds, shot);
        return shot.heads();
    }

    /** Returns whether a head is wholly in the picture, and nobody in front of it hides more than a bit of its face. */
    boolean mustBeFound(Head head, List<Head> shown) {
        double slack = HIDDEN * head.side();
        boolean inside = head.x() >= -slack
                && head.y() >= -slack
                && head.x() + head.side() <= width + slack
                && head.y() + head.side() <= height + slack;
        return inside
                && shown.subList(shown.indexOf(head) + 1, shown.size()).stream()
                        .noneMatch(other -> other.covered(head) > HIDDEN);
    }

    /** Who is in a picture. */
    record Shot(int height, List<Head> heads) {
        /** Adds a head in front of the others by the middle and the side of its face. */
        void add(int student, double x, double y, double side) {
            heads.add(new Head(student, (x - side / 2) * height, (y - side / 2) * height, side * height));
        }
    }
}
