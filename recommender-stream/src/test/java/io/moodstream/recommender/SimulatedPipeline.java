package io.moodstream.recommender;

import io.moodstream.recommender.clock.Probes;
import io.moodstream.schemas.Counting;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.SourceSignal;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The pipeline between the publishers and the recommender: partitions that keep the order of their records, each as
 * far behind as a test wants. Probes go into every partition, behind what was published before. Times are seconds.
 */
final class SimulatedPipeline implements Probes {
    private static final int PARTITIONS = 3;

    private record Appended(long at, FaceEmotions record) {}

    private final List<Queue<Appended>> partitions = Stream.generate(() -> (Queue<Appended>) new ArrayDeque<Appended>())
            .limit(PARTITIONS)
            .toList();
    private long now;

    /** Tells how much of a partition has come out at a time. */
    interface Progress {
        /** Returns the time until which everything that was published has come out; at most now. */
        long done(int partition, long now);
    }

    void publish(FaceEmotions record) {
        append(Math.floorMod(record.getSourceId().hashCode(), PARTITIONS), record);
    }

    private void append(int partition, FaceEmotions record) {
        partitions.get(partition).add(new Appended(now, record));
    }

    void advanceTo(long time) {
        now = time;
    }

    boolean isEmpty() {
        return partitions.stream().allMatch(Queue::isEmpty);
    }

    /** Lets out what is due, one record at a time, from partitions in random order. */
    void letOut(Progress progress, Bench bench, Random random) {
        for (List<Integer> due = due(progress); !due.isEmpty(); due = due(progress)) {
            bench.send(
                    partitions.get(due.get(random.nextInt(due.size()))).remove().record());
        }
    }

    private List<Integer> due(Progress progress) {
        return IntStream.range(0, PARTITIONS)
                .filter(partition -> {
                    Appended next = partitions.get(partition).peek();
                    return next != null && next.at() <= progress.done(partition, now);
                })
                .boxed()
                .toList();
    }

    @Override
    public String run() {
        return "the-stage";
    }

    @Override
    public Set<String> send(String lectureId, long number) {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            append(
                    partition,
                    new FaceEmotions(
                            lectureId,
                            "probe-" + partition,
                            null,
                            number,
                            Instant.EPOCH,
                            "",
                            List.of(),
                            "test",
                            run(),
                            SourceSignal.PROBE,
                            Counting.ALL,
                            null,
                            null,
                            false));
        }
        return IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> "probe-" + partition)
                .collect(Collectors.toSet());
    }
}
