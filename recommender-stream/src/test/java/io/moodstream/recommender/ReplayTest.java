package io.moodstream.recommender;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.schemas.Attention;
import io.moodstream.schemas.Emotion;
import io.moodstream.schemas.FaceEmotion;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.LectureEvent;
import io.moodstream.schemas.LectureMood;
import io.moodstream.schemas.LectureReport;
import io.moodstream.testing.Seeded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests that the same frames and events give the same records: at the original speed, with all silences, and as fast as
 * they can be read, when no source is ever silent and sources run ahead of each other.
 */
@ExtendWith(Seeded.class)
class ReplayTest {
    private static final int SOURCES = 5;

    /** How far a source may run ahead of another when it is replayed, milliseconds. */
    private static final long AHEAD = 3_000;

    /** How late a frame may arrive: well within the grace. */
    private static final int LATE = 2_500;

    /**
     * Times at which the lecture sends, seconds: its pauses are too short to matter, close its windows, end it, or
     * begin it anew.
     */
    private static final int[][] PARTS = {{0, 90}, {98, 140}, {165, 230}, {330, 420}, {2_400, 2_470}};

    private record Arrival(long at, SpecificRecordBase record) {}

    private record Output(
            Map<Instant, LectureMood> finals,
            Map<String, List<Attention>> attention,
            Map<Instant, LectureReport> reports) {}

    private static List<Arrival> recording;
    private static Output live;

    @BeforeAll
    static void theLectureAtItsOwnSpeed(Random random) {
        recording = recording(random);
        live = live(recording);
    }

    @Test
    void theSpeedAndTheOrderOfTheSourcesChangeNothing(Random random) {
        assertThat(live.finals()).hasSizeGreaterThan(30);
        assertThat(live.attention().values().stream().flatMap(List::stream)).hasSizeGreaterThan(20);
        assertThat(live.reports().values())
                .extracting(report -> report.getMarkers().size())
                .containsExactly(3, 2);
        for (int run = 0; run < 4; run++) {
            Output replay = replay(recording, run == 0 ? null : random);
            assertThat(replay.finals()).isEqualTo(live.finals());
            assertThat(replay.attention()).isEqualTo(live.attention());
            assertThat(replay.reports()).isEqualTo(live.reports());
        }
    }

    @Test
    void anEndOnlyBringsTheReportForward(Random random) {
        List<Arrival> ended = new ArrayList<>(recording);
        ended.add(new Arrival(2_471_000, Sample.end(2_471_000)));

        assertThat(live(ended)).isEqualTo(live);
        assertThat(replay(ended, random)).isEqualTo(live);
    }

    /** Sends each record at its time; the wall clock advances between them. */
    private static Output live(List<Arrival> recording) {
        try (Bench bench = new Bench(Map.of("RECOMMENDER_MINIMUM_GROUP", "3"))) {
            long now = 0;
            for (Arrival next : recording) {
                bench.pass(Duration.ofSeconds((next.at() - now) / 1_000));
                now += (next.at() - now) / 1_000 * 1_000;
                send(bench, next.record());
            }
            return output(bench);
        }
    }

    /** Sends each source in its own order and not much ahead of the others, in no time. Events come first. */
    private static Output replay(List<Arrival> recording, @Nullable Random random) {
        Map<String, Deque<FaceEmotions>> sources = new TreeMap<>();
        try (Bench bench = new Bench(Map.of("RECOMMENDER_MINIMUM_GROUP", "3"))) {
            for (Arrival arrival : recording) {
                if (arrival.record() instanceof FaceEmotions frame) {
                    sources.computeIfAbsent(frame.getSourceId(), id -> new ArrayDeque<>())
                            .add(frame);
                } else {
                    send(bench, arrival.record());
                }
            }
            while (!sources.isEmpty()) {
                List<Deque<FaceEmotions>> next = mayGo(sources);
                Deque<FaceEmotions> source = next.get(random == null ? 0 : random.nextInt(next.size()));
                send(bench, source.removeFirst());
                sources.values().removeIf(Deque::isEmpty);
            }
            return output(bench);
        }
    }

    private static List<Deque<FaceEmotions>> mayGo(Map<String, Deque<FaceEmotions>> sources) {
        long oldest = sources.values().stream()
                .mapToLong(source -> capturedAt(source.getFirst()))
                .min()
                .orElseThrow();
        return sources.values().stream()
                .filter(source -> capturedAt(source.getFirst()) <= oldest + AHEAD)
                .toList();
    }

    private static long capturedAt(FaceEmotions frame) {
        return frame.getCapturedAt().toEpochMilli();
    }

    private static void send(Bench bench, SpecificRecordBase record) {
        if (record instanceof LectureEvent event) {
            bench.note(event);
        } else {
            bench.send((FaceEmotions) record);
        }
    }

    private static Output output(Bench bench) {
        bench.pass(Duration.ofSeconds(90));
        assertThat(bench.count("frames.late", "window-closed")).isZero();
        return new Output(
                bench.validFinals(),
                bench.attention().stream()
                        .collect(Collectors.groupingBy(
                                attention -> attention.getSourceId() + "/" + attention.getTrackId(),
                                TreeMap::new,
                                Collectors.toList())),
                bench.reports().stream()
                        .collect(Collectors.toMap(
                                LectureReport::getStartedAt,
                                report -> report,
                                (before, after) -> after,
                                TreeMap::new)));
    }

    /**
     * Returns the records in the order of arrival: frames up to {@link #LATE} after their capture, so out of order in a
     * source.
     */
    private static List<Arrival> recording(Random random) {
        Stream<Arrival> frames = IntStream.range(0, SOURCES)
                .boxed()
                .flatMap(source -> IntStream.range(0, PARTS.length)
                        .boxed()
                        .filter(part -> source == 0 || random.nextInt(6) > 0)
                        .flatMap(part -> frames(source, PARTS[part][0], PARTS[part][1], random)));
        Stream<Arrival> marks = Stream.of(
                        Sample.mark(10_000, "slide 1"),
                        Sample.mark(170_000, "slide 2"),
                        Sample.mark(340_000, "slide 3"),
                        Sample.mark(1_500_000, "what comes next"),
                        Sample.mark(2_410_000, "slide 4"))
                .map(mark -> new Arrival(mark.getAt().toEpochMilli() - Sample.START, mark));
        return Stream.concat(frames, marks)
                .sorted(Comparator.comparingLong(Arrival::at))
                .toList();
    }

    /**
     * Returns the frames of a class of one to four faces that changes its mood every half minute; now and then one is
     * away. The first source alone is enough for a group of three at any time, whatever the seed.
     */
    private static Stream<Arrival> frames(int source, int from, int until, Random random) {
        int every = 400 + 300 * source;
        int faces = source == 0 ? 4 : 1 + random.nextInt(4);
        List<Arrival> frames = new ArrayList<>();
        for (long at = from * 1_000L; at < until * 1_000L; at += every) {
            Emotion mood = at / 30_000 % 2 == 0 ? Emotion.sad : Emotion.happy;
            boolean away = at / 45_000 % 2 == 1;
            FaceEmotion[] seen = IntStream.range(away ? 1 : 0, faces)
                    .mapToObj(i -> Sample.face(i + 1, mood, 0.7 + 0.3 * random.nextDouble()))
                    .toArray(FaceEmotion[]::new);
            frames.add(new Arrival(at + random.nextInt(LATE), Sample.frame("source" + source, at, seen)));
        }
        return frames.stream();
    }
}
