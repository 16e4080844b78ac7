package io.moodstream.recommender;

import io.moodstream.schemas.Emotion;
import io.moodstream.schemas.FaceEmotions;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Prints how many records one thread processes per second of its CPU time, with real stores and serdes and without a
 * broker: 30 sources of 25 faces at 5 frames a second. Run its main from the test class path; the first minute of the
 * lecture warms up.
 */
final class Speed {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int SOURCES = 30;
    private static final int FACES = 25;

    private Speed() {}

    public static void main(String[] args) {
        try (Bench bench = new Bench(Map.of())) {
            Random random = new Random(1);
            for (int minute = 0; minute < 3; minute++) {
                List<FaceEmotions> frames = minute(minute, random);
                long begun = THREADS.getCurrentThreadCpuTime();
                frames.forEach(bench::send);
                double seconds = (THREADS.getCurrentThreadCpuTime() - begun) / 1e9;
                System.out.printf("minute %d: %.0f records per second of CPU%n", minute, frames.size() / seconds);
                bench.moods();
            }
        }
    }

    private static List<FaceEmotions> minute(int minute, Random random) {
        List<FaceEmotions> frames = new ArrayList<>();
        for (long at = minute * 60_000L; at < (minute + 1) * 60_000L; at += 200) {
            for (int source = 0; source < SOURCES; source++) {
                String id = "source" + source;
                Emotion emotion = Emotions.at(random.nextInt(7));
                frames.add(Sample.frame("maths", id, id, at, Sample.faces(FACES, emotion)));
            }
        }
        return frames;
    }
}
