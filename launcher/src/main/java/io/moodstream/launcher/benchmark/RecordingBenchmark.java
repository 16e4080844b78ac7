package io.moodstream.launcher.benchmark;

import io.moodstream.broker.BrokerDataDir;
import io.moodstream.broker.Ports;
import io.moodstream.ingest.replay.Replay;
import io.moodstream.ingest.replay.ReplayPlan;
import io.moodstream.ingest.replay.ReplaySpeed;
import io.moodstream.kit.Settings;
import io.moodstream.kit.Stage;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.TopicAdmin;
import io.moodstream.kit.topics.TopicReader;
import io.moodstream.launcher.broker.BrokerProcess;
import io.moodstream.launcher.cli.StageRunner;
import io.moodstream.launcher.cli.Version;
import io.moodstream.launcher.demo.DemoStages;
import io.moodstream.recordings.RecordingWriter;
import io.moodstream.recordings.Span;
import io.moodstream.schemas.Counting;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.ImageEncoding;
import io.moodstream.schemas.Keys;
import io.moodstream.schemas.RecordingHeader;
import io.moodstream.schemas.Topics;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;

/** Publishes the same frames again and again to a pipeline like the demo's: plainly, recorded and replayed in turn. */
final class RecordingBenchmark {
    private static final double MB = 1 << 20;
    private static final int SECONDS_OF_A_PICTURE = 10;
    private static final Duration STALLED = Duration.ofMinutes(2);
    private static final int LONGEST_WARM_UP = 120;
    private static final int TRIES = 5000;
    private static final Duration KEPT = Duration.ofHours(5);

    /** The ways of publishing the frames. */
    enum Way {
        PLAIN,
        RECORDED,
        REPLAYED;

        private String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final int sources;
    private final int seconds;
    private final int rounds;
    private final List<Way> ways;
    private final PrintWriter out;
    private final Map<Way, List<Double>> rates = new EnumMap<>(Way.class);
    private final Map<Way, List<Double>> costs = new EnumMap<>(Way.class);
    private Settings settings;
    private Path state;

    RecordingBenchmark(int sources, int seconds, int rounds, List<Way> ways, PrintWriter out) {
        this.sources = sources;
        this.seconds = seconds;
        this.rounds = rounds;
        this.ways = ways;
        this.out = out;
        this.settings = new Settings(Map.of());
        this.state = Path.of("");
    }

    /** Runs the benchmark and prints the figures. */
    void run(Settings given, BrokerDataDir temporary) throws Exception {
        int port = Ports.free();
        state = temporary.state();
        settings = given.with(Map.of(
                "STAGE_BOOTSTRAP",
                "localhost:" + port,
                "STAGE_STATE_DIR",
                temporary.state().toString()));
        try (BrokerProcess broker = BrokerProcess.start(temporary, port)) {
            List<Stage> made = DemoStages.make(settings);
            broker.awaitReady();
            StageRunner.createTopics(settings);
            keepBacklog();
            try (DemoStages stages = DemoStages.start(made)) {
                stages.requireHealthy();
                measure(() -> broker.cpu().plus(ProcessMemory.cpu()));
            }
        }
    }

    /** In a plain run all frames are in Kafka from the start, where they must stay longer than the usual retention. */
    private void keepBacklog() {
        try (TopicAdmin admin = TopicAdmin.connect(settings.bind(StageConfig.class), settings)) {
            admin.keepAtLeast(Topics.FRAMES, KEPT);
            admin.keepAtLeast(Topics.FACES, KEPT);
        }
    }

    /**
     * @param cpu time that this process and the broker have used
     */
    private void measure(Supplier<Duration> cpu) throws Exception {
        ReplayPlan warmUp = planOf(Math.min(seconds, LONGEST_WARM_UP), "warm-up.moodrec");
        ReplayPlan plan = planOf(seconds, "class.moodrec");
        say("%d frames of %d sources, %.0f MB", plan.frames(), sources, Files.size(plan.file()) / MB);
        for (Way way : ways) {
            rate(way, warmUp, even("warm-up-" + way.label()), new HeapRange());
        }
        for (int round = 1; round <= rounds; round++) {
            // Whoever goes first in a round has the colder machine: the order turns.
            List<Way> order = new ArrayList<>(ways);
            Collections.rotate(order, round);
            for (Way way : order) {
                HeapRange heap = new HeapRange();
                Duration before = cpu.get();
                double rate = rate(way, plan, even(way.label() + "-" + round), heap);
                double cost = cpu.get().minus(before).toMillis() / (double) plan.frames();
                rates.computeIfAbsent(way, any -> new ArrayList<>()).add(rate);
                costs.computeIfAbsent(way, any -> new ArrayList<>()).add(cost);
                say("%-8s %6.1f frames/s, %.2f ms of CPU a frame; heap in use %s", way.label(), rate, cost, heap);
            }
        }
        for (Way way : ways) {
            if (way != Way.PLAIN && rates.containsKey(Way.PLAIN)) {
                say(
                        "%s / plain: %.3f of the frames/s, %.3f of the CPU time (ratios of the medians)",
                        way.label(), ratio(rates, way), ratio(costs, way));
            }
        }
    }

    /**
     * Returns a lecture id that spreads the sources evenly over the partitions, so that chance favours none of the
     * ways.
     */
    private String even(String name) {
        return IntStream.range(0, TRIES)
                .mapToObj(number -> name + "-" + number)
                .min(Comparator.comparingLong(this::fullest))
                .orElseThrow();
    }

    /** Returns the number of sources of the fullest partition. */
    private long fullest(String lecture) {
        return ids()
                .map(id -> Keys.source(lecture, id).getBytes(StandardCharsets.UTF_8))
                .collect(Collectors.groupingBy(
                        key -> BuiltInPartitioner.partitionForKey(key, Topics.FRAMES.partitions()),
                        Collectors.counting()))
                .values()
                .stream()
                .max(Comparator.naturalOrder())
                .orElse(0L);
    }

    private Stream<String> ids() {
        return IntStream.range(0, sources).mapToObj(number -> "seat-" + number);
    }

    /** Returns the frames a second from the publication of the first frame to the result of the last. */
    private double rate(Way way, ReplayPlan plan, String lecture, HeapRange heap) throws Exception {
        StageConfig stage = settings.bind(StageConfig.class);
        Optional<BackgroundRecorder> recorder = way == Way.RECORDED
                ? Optional.of(BackgroundRecorder.start(state.resolveSibling(lecture + ".moodrec"), lecture, settings))
                : Optional.empty();
        try (TopicReader answers = TopicReader.open(stage, settings, List.of(Topics.EMOTIONS), false);
                Replay replay = Replay.open(plan.as(lecture), stage, settings, way == Way.REPLAYED)) {
            long begin = System.nanoTime();
            CompletableFuture<Void> publishing = CompletableFuture.runAsync(() -> publish(replay));
            awaitAnswers(answers, lecture, plan.frames(), heap);
            double took = (System.nanoTime() - begin) / 1e9;
            publishing.join();
            if (recorder.isPresent()) {
                recorder.get().finish(plan.frames());
            }
            heap.look();
            return plan.frames() / took;
        }
    }

    private static void publish(Replay replay) {
        try {
            replay.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitAnswers(TopicReader answers, String lecture, long frames, HeapRange heap) {
        long deadline = System.nanoTime() + STALLED.toNanos();
        for (long count = 0; count < frames; ) {
            heap.lookInTime();
            for (ConsumerRecord<byte[], byte[]> record : answers.poll(Duration.ofMillis(50))) {
                if (TopicReader.key(record).startsWith(lecture + "/")
                        && TopicReader.value(Topics.EMOTIONS, record).getSignal() == null) {
                    count++;
                    deadline = System.nanoTime() + STALLED.toNanos();
                }
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Only " + count + " frames have a result");
            }
        }
    }

    private ReplayPlan planOf(int length, String name) throws IOException {
        return ReplayPlan.of(classOf(length, name), Optional.empty(), Span.ALL).at(ReplaySpeed.MAX);
    }

    /** Writes a recording, ending now, of students who each show an expression for a while. */
    private Path classOf(int length, String name) throws IOException {
        List<List<byte[]>> students = Students.ofTheSample();
        Path file = state.resolveSibling(name);
        Instant begin = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(length);
        List<String> ids = ids().toList();
        try (RecordingWriter writer = RecordingWriter.create(file, true, true)) {
            writer.append(new RecordingHeader(
                    "class", begin, true, ids, List.of(), List.of(), Version.current(), Instant.now()));
            for (int second = 0; second < length; second++) {
                for (int seat = 0; seat < sources; seat++) {
                    List<byte[]> pictures = students.get(seat % students.size());
                    byte[] picture = pictures.get(second / SECONDS_OF_A_PICTURE % pictures.size());
                    writer.append(new Frame(
                            "class",
                            ids.get(seat),
                            "user-" + seat,
                            (long) second,
                            begin.plusSeconds(second),
                            ImageEncoding.JPEG,
                            ByteBuffer.wrap(picture),
                            "",
                            null,
                            Counting.ALL));
                }
            }
        }
        return file;
    }

    private static double ratio(Map<Way, List<Double>> figures, Way way) {
        return median(figures.getOrDefault(way, List.of())) / median(figures.getOrDefault(Way.PLAIN, List.of()));
    }

    private static double median(List<Double> figures) {
        List<Double> sorted = figures.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    private void say(String line, Object... values) {
        out.println(String.format(Locale.ROOT, line, values));
        out.flush();
    }
}
