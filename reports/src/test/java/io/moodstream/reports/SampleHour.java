package io.moodstream.reports;

import io.moodstream.schemas.LectureReport;
import io.moodstream.schemas.ReportMarker;
import io.moodstream.schemas.ReportWindow;
import io.moodstream.schemas.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;

/**
 * Creates an artificial hour: 360 windows of ten seconds, 25 people, two changes, a gap, a time with too few people,
 * notes.
 */
final class SampleHour {
    static final Instant START = Instant.parse("2026-11-16T09:15:00Z");
    static final int FIRST_CHANGE = 125;
    static final int SECOND_CHANGE = 262;
    private static final double[] CALM = {.02, .01, .03, .30, .08, .05, .51};
    private static final double[] LOST = {.10, .03, .10, .08, .30, .09, .30};
    private static final double[] GLAD = {.02, .01, .03, .58, .05, .09, .22};
    private static final int PEOPLE = 25;
    private static final double STAYS = 0.7;

    static {
        // Avro copies records of trusted classes only; the topics' serdes register the trust.
        Topics.LECTURE_REPORTS.name();
    }

    private SampleHour() {}

    static LectureReport report() {
        return report("physics-101-week-07", 7, true);
    }

    /** Returns the hour's first ten minutes, for tests that need none of the later ones: they take far less to compute. */
    static LectureReport brief() {
        LectureReport hour = report();
        List<ReportWindow> windows = hour.getTimeline().subList(0, 60);
        return LectureReport.newBuilder(hour)
                .setEndedAt(windows.get(59).getEnd())
                .setTimeline(windows)
                .setMarkers(hour.getMarkers().subList(0, 2))
                .build();
    }

    /** Returns an hour without a change, some days before. */
    static LectureReport earlier() {
        return report("physics-101-week-06", 6, false);
    }

    static LectureReport report(String id, int seed, boolean changing) {
        Instant start = changing ? START : START.minusSeconds(7 * 86_400L);
        List<ReportWindow> windows = windows(new Random(seed), start, changing);
        long withMood =
                windows.stream().filter(window -> !window.getShares().isEmpty()).count();
        return LectureReport.newBuilder()
                .setLectureId(id)
                .setStartedAt(start.plusMillis(400))
                .setEndedAt(start.plusSeconds(3599))
                .setParticipants(PEOPLE)
                .setFrames(84_210)
                .setWindows((int) withMood)
                .setWithheldWindows((int) (windows.size() - withMood))
                .setCoverage(windows.stream()
                        .filter(window -> !window.getShares().isEmpty())
                        .mapToDouble(ReportWindow::getCoverage)
                        .average()
                        .orElse(0))
                .setMeanProbabilities(List.of())
                .setNegativeEpisodes(4)
                .setAbsentEpisodes(1)
                .setSources(25)
                .setDetectors(List.of("blazeface-full"))
                .setModels(List.of("standard-2026.11.3"))
                .setMinimumGroup(5)
                .setTimeline(windows)
                .setMarkers(changing ? markers(start) : List.of())
                .build();
    }

    private static List<ReportMarker> markers(Instant start) {
        return List.of(
                new ReportMarker(start.plusSeconds(95), "Welcome"),
                new ReportMarker(start.plusSeconds(480), "Slide 4: forces"),
                new ReportMarker(start.plusSeconds(1205), "Slide 12: torque <derivation>"),
                new ReportMarker(start.plusSeconds(1900), "Exercise"),
                new ReportMarker(start.plusSeconds(2590), "Experiment: gyroscope \u2192 \u03c9"),
                new ReportMarker(start.plusSeconds(3300), "Questions"));
    }

    private static List<ReportWindow> windows(Random random, Instant start, boolean changing) {
        List<ReportWindow> windows = new ArrayList<>();
        int[] looks = new int[PEOPLE];
        Arrays.fill(looks, -1);
        for (int i = 0; i < 360; i++) {
            double[] mix = !changing || i < FIRST_CHANGE ? CALM : i < SECOND_CHANGE ? LOST : GLAD;
            int readable = i >= 318 && i < 330 && changing ? 3 : 19 + random.nextInt(5);
            for (int face = 0; face < PEOPLE; face++) {
                looks[face] = looks[face] < 0 || random.nextDouble() > STAYS ? draw(mix, random) : looks[face];
            }
            boolean noFrames = changing && i >= 190 && i < 208;
            if (!noFrames) {
                windows.add(window(start.plusSeconds(10L * i), readable, looks, random));
            }
        }
        return windows;
    }

    private static ReportWindow window(Instant start, int readable, int[] looks, Random random) {
        double[] shares = new double[7];
        double[] probabilities = new double[7];
        for (int face = 0; face < readable; face++) {
            shares[looks[face]] += 1.0 / readable;
            double sure = 0.5 + 0.4 * random.nextDouble();
            for (int k = 0; k < 7; k++) {
                probabilities[k] += (k == looks[face] ? sure : (1 - sure) / 6) / readable;
            }
        }
        boolean hasMood = readable >= 5;
        return new ReportWindow(
                start,
                start.plusSeconds(10),
                250L,
                PEOPLE,
                (float) readable,
                (float) readable / PEOPLE,
                hasMood ? floats(probabilities) : List.of(),
                hasMood ? floats(shares) : List.of(),
                0L);
    }

    private static List<Float> floats(double[] values) {
        return DoubleStream.of(values).mapToObj(value -> (float) value).toList();
    }

    private static int draw(double[] mix, Random random) {
        double left = random.nextDouble();
        int drawn = 0;
        while (drawn < 6 && left >= mix[drawn]) {
            left -= mix[drawn++];
        }
        return drawn;
    }
}
