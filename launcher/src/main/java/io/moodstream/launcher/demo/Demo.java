package io.moodstream.launcher.demo;

import io.moodstream.broker.BrokerDataDir;
import io.moodstream.broker.Ports;
import io.moodstream.dashboard.DashboardConfig;
import io.moodstream.ingest.Ingest;
import io.moodstream.ingest.IngestConfig;
import io.moodstream.ingest.publish.PublishListener;
import io.moodstream.ingest.sources.Place;
import io.moodstream.ingest.sources.SourceSpec;
import io.moodstream.kit.Settings;
import io.moodstream.kit.Stage;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.StageFailedException;
import io.moodstream.kit.StageMetrics;
import io.moodstream.kit.TopicAdmin;
import io.moodstream.kit.topics.TopicReader;
import io.moodstream.launcher.broker.BrokerProcess;
import io.moodstream.launcher.cli.ShutdownSignals;
import io.moodstream.launcher.cli.StageRunner;
import io.moodstream.launcher.demo.FrameLedger.FrameId;
import io.moodstream.launcher.stages.DashboardPort;
import io.moodstream.recommender.RecommenderConfig;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The whole pipeline in one go: broker, topics, stages, sources; then waits for the answers and sums up. */
public final class Demo implements PublishListener {
    private static final List<Topic<?, ?>> OUTPUTS = List.of(
            Topics.EMOTIONS,
            Topics.MOODS,
            Topics.ATTENTION,
            Topics.LECTURE_REPORTS,
            Topics.RECOMMENDATIONS,
            Topics.DEAD_LETTERS);
    private static final long PATIENCE_AFTER_FAILURE_NANOS = 20_000_000_000L;
    private static final Duration LONGEST_FILE = Duration.ofHours(5);

    /** Where all other commands look for Kafka unless they are told otherwise. */
    private static final int USUAL_PORT = 9092;

    private static final long PROGRESS_EVERY_NANOS = 1_000_000_000L;

    private final Settings settings;
    private final String lecture;
    private final List<SourceSpec> sources;
    private final boolean exit;
    private final boolean web;
    private final PrintWriter out;
    private final FrameLedger ledger = new FrameLedger();
    private final Latencies latencies = new Latencies();
    private final DemoProgress progress = new DemoProgress();
    private final Map<String, Long> dropped = new TreeMap<>();
    private final AtomicReference<@Nullable String> sourceFailure = new AtomicReference<>();
    private volatile boolean stopping;
    private volatile long firstPublished;
    private volatile long failedAt;
    private long lastAnswered;

    /**
     * @param sources its own; browsers may send more
     * @param exit whether it ends when they have ended
     * @param web whether the dashboard is there
     */
    public Demo(
            Settings settings, String lecture, List<SourceSpec> sources, boolean exit, boolean web, PrintWriter out) {
        this.settings = settings;
        this.lecture = lecture;
        this.sources = sources;
        this.exit = exit;
        this.web = web;
        this.out = out;
    }

    /** Something to do with the pipeline still there, once all frames are answered. */
    @FunctionalInterface
    public interface AfterRun {
        /** Runs with the settings of this demo's own stages, before they stop. */
        void run(Settings settings, DemoSummary summary) throws Exception;
    }

    /** Whether a signal has asked it to stop: it may then have published a part of its sources only. */
    public boolean isStopping() {
        return stopping;
    }

    /** Returns the exit code once everything has stopped. */
    public int run(BrokerDataDir folder, Optional<Path> outFolder, AfterRun after) throws Exception {
        // Chosen here, so that the stages can be made while the broker that will listen there still starts.
        int port = Ports.orAnother(USUAL_PORT);
        Settings own = settings.with(Map.of(
                "STAGE_BOOTSTRAP",
                "localhost:" + port,
                "STAGE_STATE_DIR",
                folder.state().toString()));
        StageConfig stage = own.bind(StageConfig.class);
        ShutdownSignals.onFirst(() -> {
            stopping = true;
            say("Stopping: no new frames; what is under way is finished. Ctrl-C again stops at once");
        });
        try (OutputsOf outputs = new OutputsOf(outFolder);
                BrokerProcess broker = BrokerProcess.start(folder, port)) {
            // The models load while the broker starts.
            List<Stage> stages = DemoStages.make(own);
            broker.awaitReady();
            StageRunner.createTopics(own);
            keepBacklog(own, stage);
            try (TopicReader reader = TopicReader.open(stage, own, OUTPUTS, false);
                    DemoDashboard dashboard = DemoDashboard.start(own, web);
                    DemoStages running = DemoStages.start(stages);
                    StageMetrics metrics = StageMetrics.local(Ingest.NAME);
                    Ingest ingest = play(own, stage, dashboard, metrics)) {
                say("Kafka is at localhost:" + port + "; lecture " + lecture + "; Ctrl-C stops");
                dashboard.awaitUrl().ifPresent(url -> sayWhere(url, own));
                LectureWatch watch = new LectureWatch(own.bind(RecommenderConfig.class), System::nanoTime);
                DemoOutputConsumer answers = new DemoOutputConsumer(
                        lecture, ingest.keys(), ledger, latencies, watch, outputs.files(), this::say);
                follow(ingest, running, broker, reader, answers, watch);
                DemoSummary summary = summary();
                outputs.write(summary);
                sayResult(summary);
                after.run(own, summary);
            }
        }
        return sourceFailure.get() == null ? 0 : 1;
    }

    /** Plays the sources once whoever wants to watch can. */
    private Ingest play(Settings settings, StageConfig stage, DemoDashboard dashboard, StageMetrics metrics) {
        dashboard.awaitUrl();
        return Ingest.start(settings.bind(IngestConfig.class), stage, settings, sources, this, metrics);
    }

    private static boolean isFile(SourceSpec source) {
        return source.place() instanceof Place.LocalPath || source.place() instanceof Place.Sample;
    }

    /** Files are published as fast as they play, whatever the stages take: their pictures may have to wait for long. */
    private void keepBacklog(Settings settings, StageConfig stage) {
        if (sources.stream().anyMatch(Demo::isFile)) {
            try (TopicAdmin admin = TopicAdmin.connect(stage, settings)) {
                admin.keepAtLeast(Topics.FRAMES, LONGEST_FILE);
                admin.keepAtLeast(Topics.FACES, LONGEST_FILE);
            }
        }
    }

    private void follow(
            Ingest ingest,
            DemoStages stages,
            BrokerProcess broker,
            TopicReader reader,
            DemoOutputConsumer answers,
            LectureWatch watch)
            throws IOException {
        boolean asked = false;
        boolean told = false;
        long shown = 0;
        while (true) {
            for (ConsumerRecord<byte[], byte[]> record : reader.poll(Duration.ofMillis(50))) {
                if (answers.take(record)) {
                    lastAnswered = System.nanoTime();
                }
            }
            if (System.nanoTime() - shown > PROGRESS_EVERY_NANOS) {
                shown = System.nanoTime();
                answers.flush();
                progress.show(ledger.account(), latencies, framesPerSecond(), droppedFrames());
            }
            stages.requireHealthy();
            if (!broker.isAlive()) {
                throw new StageFailedException("broker", new IllegalStateException("its process has ended"));
            }
            boolean finish = exit || stopping || sourceFailure.get() != null;
            if (stopping && !asked) {
                asked = true;
                Thread stop = new Thread(ingest::stop, "stop-ingest");
                stop.start();
            }
            if (finish && ingest.hasEnded() && ledger.isBalanced() && watch.isOver()) {
                return;
            }
            if (!finish && !told && ingest.hasEnded() && ledger.isBalanced()) {
                told = true;
                say("All sources have ended; " + (web ? "the dashboard goes on" : "the broker goes on")
                        + " until Ctrl-C");
            }
            if (sourceFailure.get() != null && System.nanoTime() - failedAt > PATIENCE_AFTER_FAILURE_NANOS) {
                // What Kafka did not take will never be answered.
                return;
            }
        }
    }

    private DemoSummary summary() {
        FrameLedger.Account account = ledger.account();
        return new DemoSummary(
                account.published(),
                account.withFaces(),
                account.withoutFaces(),
                account.deadLettered(),
                account.faces(),
                account.unreadableFaces(),
                new TreeMap<>(dropped),
                account.otherDeadLetters(),
                account.unexpected(),
                round(seconds()),
                round(framesPerSecond()),
                new DemoSummary.LatencyMs(latencies.percentile(0.5), latencies.percentile(0.99)));
    }

    private void sayResult(DemoSummary summary) {
        say(String.format(
                Locale.ROOT,
                "%d frames published: %d with faces, %d without, %d dead-lettered%s; %d faces%s; %.1f frames/s; "
                        + "latency p50 %d ms, p99 %d ms",
                summary.framesPublished(),
                summary.framesWithFaces(),
                summary.framesWithoutFaces(),
                summary.deadLettered().values().stream()
                        .mapToLong(Long::longValue)
                        .sum(),
                summary.deadLettered().isEmpty() ? "" : " " + summary.deadLettered(),
                summary.faces(),
                summary.unreadableFaces() == 0 ? "" : ", " + summary.unreadableFaces() + " of them not readable",
                summary.framesPerSecond(),
                summary.latencyMs().p50(),
                summary.latencyMs().p99()));
    }

    private void sayWhere(String url, Settings settings) {
        say("Dashboard: " + url + "/lectures/" + lecture);
        if (!settings.bind(DashboardConfig.class).open()) {
            say(DashboardPort.reach(settings));
        }
    }

    private synchronized void say(String line) {
        progress.breakLine();
        out.println(line);
        out.flush();
    }

    private double seconds() {
        return firstPublished == 0 || lastAnswered == 0 ? 0 : (lastAnswered - firstPublished) / 1e9;
    }

    private double framesPerSecond() {
        double seconds = seconds();
        return seconds <= 0 ? 0 : ledger.account().answered() / seconds;
    }

    private static double round(double value) {
        return Math.round(value * 1000) / 1000.0;
    }

    private long droppedFrames() {
        synchronized (dropped) {
            return dropped.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    @Override
    public void publishing(String source, long sequence, long publishedAtMillis) {
        if (firstPublished == 0) {
            firstPublished = System.nanoTime();
        }
        ledger.published(new FrameId(source, sequence));
    }

    @Override
    public void acknowledged(String source, long sequence, int partition, long offset) {
        ledger.acknowledged(new FrameId(source, sequence), new FrameLedger.Place(partition, offset));
    }

    @Override
    public void deadLettered(String source, long sequence, String reason) {
        ledger.refused(new FrameId(source, sequence), reason);
    }

    @Override
    public void lost(String source, long sequence, String reason) {
        ledger.lost(new FrameId(source, sequence));
        dropped(source, "lost");
    }

    @Override
    public void dropped(String source, String reason) {
        synchronized (dropped) {
            dropped.merge(reason, 1L, Long::sum);
        }
    }

    @Override
    public void failed(String source, String reason) {
        failedAt = System.nanoTime();
        sourceFailure.set(reason);
        say("moodstream: " + source + ": " + reason);
    }

    /** The folder of --out, if one was given. */
    private static final class OutputsOf implements AutoCloseable {
        private final Optional<OutputFiles> files;

        OutputsOf(Optional<Path> folder) {
            this.files = folder.map(path -> OutputFiles.open(path, OUTPUTS));
        }

        Optional<OutputFiles> files() {
            return files;
        }

        void write(DemoSummary summary) throws IOException {
            if (files.isPresent()) {
                files.get().write(summary);
            }
        }

        @Override
        public void close() throws IOException {
            if (files.isPresent()) {
                files.get().close();
            }
        }
    }
}
