package io.moodstream.launcher.compare;

import io.moodstream.launcher.compare.ComparedRun.FrameKey;
import io.moodstream.schemas.Boxes;
import io.moodstream.schemas.Emotion;
import io.moodstream.schemas.FaceEmotion;
import io.moodstream.schemas.FaceEmotions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Compares two runs frame by frame, and each face with the face that it overlaps most. */
final class RunComparer {
    /** Intersection over union from which two boxes are the same face. */
    private static final double OVERLAP = 0.4;

    private static final int MOST_WINDOWS = 10;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int CLASSES = Emotion.values().length;

    private final ComparedRun a;
    private final ComparedRun b;
    private final long window;
    private final NavigableMap<Long, SpanTally> minutes = new TreeMap<>();
    private final NavigableMap<Long, SpanTally> windows = new TreeMap<>();
    private final long[][] table = new long[CLASSES][CLASSES];
    private long framesInBoth;
    private long framesEqual;
    private long facesInBoth;
    private final long[] facesOnly = new long[2];
    private final long[] readable = new long[2];

    private RunComparer(ComparedRun a, ComparedRun b, Duration window) {
        this.a = a;
        this.b = b;
        this.window = window.toMillis();
    }

    /**
     * Compares the runs.
     *
     * @param window length of the windows whose shares are compared
     */
    static RunComparison compare(String nameA, ComparedRun a, String nameB, ComparedRun b, Duration window) {
        RunComparer comparer = new RunComparer(a, b, window);
        a.frames().forEach(comparer::frame);
        return comparer.comparison(nameA, nameB);
    }

    private void frame(FrameKey key, FaceEmotions inA) {
        FaceEmotions inB = b.frames().get(key);
        if (inB == null) {
            return;
        }
        framesInBoth++;
        framesEqual += inA.getFaces().equals(inB.getFaces()) ? 1 : 0;
        long at = a.position(inA);
        SpanTally minute = minutes.computeIfAbsent(at / MINUTE.toMillis(), number -> new SpanTally());
        SpanTally span = windows.computeIfAbsent(at / window, number -> new SpanTally());
        shares(0, inA, minute, span);
        shares(1, inB, minute, span);
        List<FaceEmotion> rest = new ArrayList<>(inB.getFaces());
        for (FaceEmotion face : inA.getFaces()) {
            FaceEmotion other = nearest(face, rest);
            if (other == null) {
                facesOnly[0]++;
            } else {
                rest.remove(other);
                pair(face, other, minute, span);
            }
        }
        facesOnly[1] += rest.size();
    }

    private void shares(int side, FaceEmotions frame, SpanTally... spans) {
        for (FaceEmotion face : frame.getFaces()) {
            if (face.getReadable()) {
                readable[side]++;
                for (SpanTally span : spans) {
                    span.see(side, face.getEmotion());
                }
            }
        }
    }

    private void pair(FaceEmotion inA, FaceEmotion inB, SpanTally... spans) {
        facesInBoth++;
        if (inA.getReadable() && inB.getReadable()) {
            table[inA.getEmotion().ordinal()][inB.getEmotion().ordinal()]++;
            for (SpanTally span : spans) {
                span.pair(inA.getEmotion() == inB.getEmotion());
            }
        }
    }

    private static @Nullable FaceEmotion nearest(FaceEmotion face, List<FaceEmotion> others) {
        return others.stream()
                .filter(other -> overlap(face, other) >= OVERLAP)
                .max(Comparator.comparingDouble(other -> overlap(face, other)))
                .orElse(null);
    }

    private static double overlap(FaceEmotion a, FaceEmotion b) {
        return Boxes.overlap(a.getBox(), b.getBox());
    }

    private RunComparison comparison(String nameA, String nameB) {
        long both = 0;
        long same = 0;
        double chance = 0;
        for (int i = 0; i < CLASSES; i++) {
            both += row(i);
            same += table[i][i];
            chance += (double) row(i) * column(i);
        }
        Double agreement = SpanTally.share(same, both);
        return new RunComparison(
                side(nameA, a, 0),
                side(nameB, b, 1),
                framesInBoth,
                framesEqual,
                facesInBoth,
                both,
                same,
                agreement,
                agreement == null ? null : kappa(agreement, chance / both / both),
                emotions(),
                table(),
                spans(minutes, MINUTE.toMillis()),
                spans(windows, window).stream()
                        .filter(span -> span.difference() != null)
                        .sorted(Comparator.comparing(RunComparison.Span::difference)
                                .reversed())
                        .limit(MOST_WINDOWS)
                        .toList());
    }

    private RunComparison.Side side(String name, ComparedRun run, int side) {
        long frames = run.frames().size();
        return new RunComparison.Side(
                name, run.models(), run.detectors(), frames, frames - framesInBoth, facesOnly[side], readable[side]);
    }

    /**
     * Returns the agreement beyond chance, or null if chance explains all of it because both runs give one label only.
     */
    private static @Nullable Double kappa(double agreement, double chance) {
        return chance >= 1 ? null : (agreement - chance) / (1 - chance);
    }

    private Map<Emotion, RunComparison.PerEmotion> emotions() {
        Map<Emotion, RunComparison.PerEmotion> all = new EnumMap<>(Emotion.class);
        for (Emotion emotion : Emotion.values()) {
            int i = emotion.ordinal();
            long either = row(i) + column(i) - table[i][i];
            all.put(
                    emotion,
                    new RunComparison.PerEmotion(row(i), column(i), table[i][i], SpanTally.share(table[i][i], either)));
        }
        return all;
    }

    private Map<Emotion, Map<Emotion, Long>> table() {
        Map<Emotion, Map<Emotion, Long>> all = new EnumMap<>(Emotion.class);
        for (Emotion inA : Emotion.values()) {
            Map<Emotion, Long> row = new EnumMap<>(Emotion.class);
            for (Emotion inB : Emotion.values()) {
                row.put(inB, table[inA.ordinal()][inB.ordinal()]);
            }
            all.put(inA, row);
        }
        return all;
    }

    private long row(int i) {
        long sum = 0;
        for (long count : table[i]) {
            sum += count;
        }
        return sum;
    }

    private long column(int i) {
        long sum = 0;
        for (long[] row : table) {
            sum += row[i];
        }
        return sum;
    }

    private static List<RunComparison.Span> spans(Map<Long, SpanTally> tallies, long length) {
        return tallies.entrySet().stream()
                .map(span -> span.getValue().span(span.getKey() * length, length))
                .toList();
    }
}
