package io.moodstream.launcher;

import io.moodstream.broker.Ports;
import io.moodstream.ingest.Replay;
import io.moodstream.ingest.ReplayPlan;
import io.moodstream.ingest.Speed;
import io.moodstream.ingest.recording.RecordingWriter;
import io.moodstream.kit.Settings;
import io.moodstream.kit.Stage;
import io.moodstream.kit.StageConfig;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.ImageEncoding;
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
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A pipeline as in the demo that gets the same frames again and again, each way in its turn. */
final class RecordingBenchmark {
    private static final double MB = 1 << 20;
    private static final int SECONDS_OF_A_PICTURE = 10;
    private static final Duration STALLED = Duration.ofMinutes(2);

    /** How the frames are published. */
    private enum Way {
        PLAIN,
        RECORDED,
        REPLAYED
    }

    private final int sources;
    private final int seconds;
    private final int rounds;
    private final PrintWriter out;
    private final Map<Way, List<Double>> rates = new EnumMap<>(Way.class);
    private Settings settings;
    private Path state;

    RecordingBenchmark(int sources, int seconds, int rounds, PrintWriter out) {
        this.sources = sources;
        this.seconds = seconds;
        this.rounds = rounds;
        this.out = out;
        this.settings = new Settings(Map.of());
        this.state = Path.of("");
    }

    /** Runs it and prints the figures. */
    void run(Settings given, DemoFolder temporary) throws Exception {
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
            StageRun.createTopics(settings);
            try (DemoStages stages = DemoStages.start(made)) {
                stages.requireHealthy();
                measure();
            }
        }
    }

    private void measure() throws Exception {
        Path file = classOf(seconds, "class.moodrec");
        say("%d frames of %d sources, %.0f MB", sources * seconds, sources, Files.size(file) / MB);
        ReplayPlan plan = ReplayPlan.of(file, Optional.empty()).at(Speed.MAX);
        rate(Way.PLAIN, plan, "warm-up");
        for (int round = 1; round <= rounds; round++) {
            // Whoever goes first in a round has the colder machine: the order turns.
            List<Way> order = new ArrayList<>(List.of(Way.values()));
            Collections.rotate(order, round);
            for (Way way : order) {
                WebScores.Footprint before = ProcessMemory.afterCollection();
                double rate = rate(way, plan, way.name().toLowerCase(Locale.ROOT) + "-" + round);
                WebScores.Footprint after = ProcessMemory.afterCollection();
                rates.computeIfAbsent(way, any -> new ArrayList<>()).add(rate);
                say(
                        "%-8s %6.1f frames/s; heap %.0f MB before, %.0f MB after",
                        way.name().toLowerCase(Locale.ROOT), rate, before.heap() / MB, after.heap() / MB);
            }
        }
        say(
                "recorded / plain %.3f, replayed / plain %.3f (ratios of the medians)",
                median(Way.RECORDED) / median(Way.PLAIN), median(Way.REPLAYED) / median(Way.PLAIN));
    }

    /** Frames a second from the first one's publication to the last one's answer. */
    private double rate(Way way, ReplayPlan plan, String lecture) throws Exception {
        StageConfig stage = settings.bind(StageConfig.class);
        Optional<BackgroundRecorder> recorder = way == Way.RECORDED
                ? Optional.of(BackgroundRecorder.start(state.resolveSibling(lecture + ".moodrec"), lecture, settings))
                : Optional.empty();
        try (TopicReader answers = TopicReader.open(stage, settings, List.of(Topics.EMOTIONS), false);
                Replay replay = Replay.open(plan.as(lecture), stage, settings, way == Way.REPLAYED)) {
            long begin = System.nanoTime();
            CompletableFuture<Void> publishing = CompletableFuture.runAsync(() -> publish(replay));
            awaitAnswers(answers, lecture);
            double took = (System.nanoTime() - begin) / 1e9;
            publishing.join();
            if (recorder.isPresent()) {
                recorder.get().finish(sources * (long) seconds);
            }
            return sources * seconds / took;
        }
    }

    private static void publish(Replay replay) {
        try {
            replay.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitAnswers(TopicReader answers, String lecture) {
        long deadline = System.nanoTime() + STALLED.toNanos();
        for (long count = 0; count < (long) sources * seconds; ) {
            for (ConsumerRecord<byte[], byte[]> record : answers.poll(Duration.ofMillis(50))) {
                if (new String(record.key(), StandardCharsets.UTF_8).startsWith(lecture + "/")) {
                    count++;
                    deadline = System.nanoTime() + STALLED.toNanos();
                }
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Only " + count + " frames were answered");
            }
        }
    }

    /** A recording of students that each show an expression for a while, ended just now. */
    private Path classOf(int length, String name) throws IOException {
        List<List<byte[]>> students = Students.ofTheSample();
        Path file = state.resolveSibling(name);
        Instant begin = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(length);
        List<String> ids =
                IntStream.range(0, sources).mapToObj(number -> "seat-" + number).toList();
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
                            ByteBuffer.wrap(picture)));
                }
            }
        }
        return file;
    }

    private double median(Way way) {
        List<Double> sorted =
                rates.getOrDefault(way, List.of()).stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    private void say(String line, Object... values) {
        out.println(String.format(Locale.ROOT, line, values));
        out.flush();
    }
}
