package io.moodstream.recommender;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.schemas.Attention;
import io.moodstream.schemas.Emotion;
import io.moodstream.schemas.FaceEmotion;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.LectureMood;
import io.moodstream.schemas.LectureReport;
import io.moodstream.schemas.SourceSignal;
import io.moodstream.testing.Seeded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests that a pipeline which is behind, as a whole or in one partition, changes nothing: no window closes without its
 * frames, and final moods, attention and report are those of a pipeline that is on time.
 */
@ExtendWith(Seeded.class)
class LagTest {
    /** Length of the lecture, seconds. */
    private static final long LENGTH = 180;

    private static final SimulatedPipeline.Progress ON_TIME = (partition, now) -> now;

    private record Output(
            Map<Instant, LectureMood> finals, Map<String, List<Attention>> attention, LectureReport report) {}

    private static List<FaceEmotions> lecture;
    private static Output onTime;

    @BeforeAll
    static void theLectureOnTime(Random random) {
        lecture = lecture(random);
        onTime = live(lecture, ON_TIME, random);
        assertThat(onTime.finals()).hasSizeGreaterThan(15);
        assertThat(onTime.attention()).isNotEmpty();
    }

    @Test
    void aPartitionAMinuteBehind(Random random) {
        requireSame(random, (partition, now) -> partition == 1 ? now - 60 : now);
    }

    @Test
    void aPartitionThatStandsStillForTwoMinutes(Random random) {
        requireSame(random, (partition, now) -> partition == 2 && now >= 40 && now < 160 ? 40 : now);
    }

    @Test
    void aStageThatStandsStillForTwoMinutes(Random random) {
        requireSame(random, (partition, now) -> now >= 40 && now < 160 ? 40 : now);
    }

    @Test
    void partitionsThatStandStillNowAndThen(Random random) {
        int[] length = random.ints(3, 5, 70).toArray();
        int[] shift = random.ints(3, 0, 60).toArray();
        requireSame(random, (partition, now) -> {
            long since = (now + shift[partition]) % (2L * length[partition]);
            return since < length[partition] ? now - since - 1 : now;
        });
    }

    /** As fast as a recording can be published: nothing has come out when the last frame is in. */
    @Test
    void everythingAtOnceAndThePartitionsInAnyOrder(Random random) {
        for (int run = 0; run < 3; run++) {
            assertThat(atOnce(random)).isEqualTo(onTime);
        }
    }

    @Test
    void aPublisherThatDiesHoldsNobodyUpForLong(Random random) {
        List<FaceEmotions> without = lecture.stream()
                .filter(record -> !record.getSourceId().equals("s2") || second(record) < 60)
                .filter(record -> second(record) < 100)
                .toList();
        SimulatedPipeline pipeline = new SimulatedPipeline();
        try (Bench bench = bench(pipeline)) {
            play(without, pipeline, ON_TIME, bench, random);
            assertThat(bench.finals())
                    .extracting(LectureMood::getWindowStart)
                    .contains(Instant.ofEpochMilli(Sample.START + 80_000));
        }
    }

    /** While the pipeline stands still nobody can tell whether the publisher is gone. */
    @Test
    void aPublisherThatDiesIsNotJudgedBeforeThePipelineHasWorkedOffWhatItSent(Random random) {
        SimulatedPipeline pipeline = new SimulatedPipeline();
        try (Bench bench = bench(pipeline)) {
            List<FaceEmotions> begin =
                    lecture.stream().filter(record -> second(record) < 60).toList();
            play(begin, pipeline, (partition, now) -> Math.min(now, 30), bench, random);
            bench.finals();
            for (int second = 0; second < 300; second++) {
                bench.pass(Duration.ofSeconds(1));
            }
            assertThat(bench.finals()).isEmpty();
            assertThat(bench.reports()).isEmpty();
        }
    }

    private static void requireSame(Random random, SimulatedPipeline.Progress progress) {
        assertThat(live(lecture, progress, random)).isEqualTo(onTime);
    }

    private static Bench bench(SimulatedPipeline pipeline) {
        return new Bench(Map.of("RECOMMENDER_MINIMUM_GROUP", "3"), pipeline);
    }

    private static Output live(List<FaceEmotions> lecture, SimulatedPipeline.Progress progress, Random random) {
        SimulatedPipeline pipeline = new SimulatedPipeline();
        try (Bench bench = bench(pipeline)) {
            play(lecture, pipeline, progress, bench, random);
            return output(bench, pipeline, random);
        }
    }

    /** Publishes each record in its second. */
    private static void play(
            List<FaceEmotions> lecture,
            SimulatedPipeline pipeline,
            SimulatedPipeline.Progress progress,
            Bench bench,
            Random random) {
        int next = 0;
        for (long second = 0; next < lecture.size(); second++) {
            pipeline.advanceTo(second);
            for (; next < lecture.size() && second(lecture.get(next)) <= second; next++) {
                pipeline.publish(lecture.get(next));
            }
            pipeline.letOut(progress, bench, random);
            bench.pass(Duration.ofSeconds(1));
        }
    }

    private static Output atOnce(Random random) {
        SimulatedPipeline pipeline = new SimulatedPipeline();
        try (Bench bench = bench(pipeline)) {
            lecture.forEach(pipeline::publish);
            return output(bench, pipeline, random);
        }
    }

    private static Output output(Bench bench, SimulatedPipeline pipeline, Random random) {
        for (int second = 0; second < 200; second++) {
            pipeline.letOut(ON_TIME, bench, random);
            bench.pass(Duration.ofSeconds(1));
        }
        assertThat(pipeline.isEmpty()).isTrue();
        List<LectureMood> finals = bench.finals();
        assertThat(finals).extracting(LectureMood::getRevision).containsOnly(0);
        assertThat(bench.count("frames.late", "window-closed")).isZero();
        List<LectureReport> reports = bench.reports();
        return new Output(
                finals.stream().collect(Collectors.toMap(LectureMood::getWindowStart, mood -> mood)),
                bench.attention().stream()
                        .collect(Collectors.groupingBy(
                                attention -> attention.getSourceId() + "/" + attention.getTrackId(),
                                TreeMap::new,
                                Collectors.toList())),
                reports.get(reports.size() - 1));
    }

    private static long second(FaceEmotions record) {
        return (record.getCapturedAt().toEpochMilli() - Sample.START) / 1_000;
    }

    /** Returns the records of six sources; one joins in the middle, one leaves early, one pauses. */
    private static List<FaceEmotions> lecture(Random random) {
        List<FaceEmotions> records = new ArrayList<>();
        for (int n = 0; n < 6; n++) {
            String source = "s" + n;
            long from = n == 3 ? 75_000 : 100 * n;
            long until = n == 4 ? 95_000 : LENGTH * 1_000;
            int every = 600 + 300 * n;
            records.add(Sample.signal(source, from, SourceSignal.BEGIN));
            for (long at = from; at < until; at += every) {
                boolean pauses = n == 5 && at >= 50_000 && at < 90_000;
                if (pauses && at - every < 50_000) {
                    records.add(Sample.signal(source, at, SourceSignal.PAUSE));
                }
                if (n == 5 && at >= 90_000 && at - every < 90_000) {
                    records.add(Sample.signal(source, at, SourceSignal.RESUME));
                }
                if (!pauses) {
                    records.add(Sample.of("run", Sample.frame(source, at, faces(at, random))));
                }
            }
            records.add(Sample.signal(source, until, SourceSignal.END));
        }
        records.sort(Comparator.comparing(FaceEmotions::getCapturedAt)); // stable: signals stay before their frames
        return records;
    }

    private static FaceEmotion[] faces(long at, Random random) {
        Emotion mood = at / 30_000 % 2 == 0 ? Emotion.sad : Emotion.happy;
        return IntStream.range(at / 45_000 % 2 == 1 ? 1 : 0, 3)
                .mapToObj(i -> Sample.face(i + 1, mood, 0.7 + 0.3 * random.nextDouble()))
                .toArray(FaceEmotion[]::new);
    }
}
