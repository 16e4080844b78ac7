package io.moodstream.launcher.demo;

import io.moodstream.broker.BrokerDataDir;
import io.moodstream.broker.Ports;
import io.moodstream.classifier.ClassifierMain;
import io.moodstream.dashboard.DashboardConfig;
import io.moodstream.ingest.Ingest;
import io.moodstream.ingest.IngestConfig;
import io.moodstream.ingest.sources.Place;
import io.moodstream.ingest.sources.SourceSpec;
import io.moodstream.kit.KafkaWait;
import io.moodstream.kit.Settings;
import io.moodstream.kit.Stage;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.StageMetrics;
import io.moodstream.kit.TopicAdmin;
import io.moodstream.kit.topics.TopicReader;
import io.moodstream.launcher.broker.BrokerProcess;
import io.moodstream.launcher.cli.ShutdownSignal;
import io.moodstream.launcher.cli.ShutdownSignals;
import io.moodstream.launcher.cli.StoppedException;
import io.moodstream.launcher.stages.DashboardPort;
import io.moodstream.recommender.RecommenderConfig;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs the whole pipeline in one process: broker, topics, stages, sources; then waits for the results and sums up. */
public final class Demo {
    private static final List<Topic<?, ?>> OUTPUTS = List.of(
            Topics.EMOTIONS,
            Topics.MOODS,
            Topics.ATTENTION,
            Topics.LECTURE_REPORTS,
            Topics.RECOMMENDATIONS,
            Topics.DEAD_LETTERS);
    private static final Duration PATIENCE_AFTER_FAILURE = Duration.ofSeconds(20);

    /** The port where all other commands look for Kafka by default. */
    private static final int USUAL_PORT = 9092;

    private final Settings settings;
    private final String lecture;
    private final List<SourceSpec> sources;
    private final boolean exit;
    private final boolean web;
    private final boolean purposeAssumed;
    private final DemoTerminal terminal;
    private final DemoFrames frames;
    private volatile boolean playing;
    private volatile @Nullable ShutdownSignal stoppedBy;

    /**
     * @param sources its own; browsers may send more
     * @param exit whether the demo ends when its sources have ended
     * @param web whether the dashboard runs
     * @param purposeAssumed whether nobody has stated the purpose in the settings: {@link AssumedPurpose}
     */
    public Demo(
            Settings settings,
            String lecture,
            List<SourceSpec> sources,
            boolean exit,
            boolean web,
            boolean purposeAssumed,
            PrintWriter out) {
        this.settings = settings;
        this.lecture = lecture;
        this.sources = sources;
        this.exit = exit;
        this.web = web;
        this.purposeAssumed = purposeAssumed;
        this.terminal = new DemoTerminal(out);
        this.frames = new DemoFrames(terminal::say);
    }

    /** An action with the pipeline still running, after all frames have their results. */
    @FunctionalInterface
    public interface AfterRun {
        /** Runs with the settings of this demo's own stages, before they stop. */
        void run(Settings settings, DemoSummary summary) throws Exception;
    }

    /** Returns whether a signal has asked it to stop; it may then have published only a part of its sources. */
    public boolean isStopping() {
        return stoppedBy != null;
    }

    /**
     * Runs the demo and returns the exit code after everything has stopped.
     *
     * @throws StoppedException if a signal has stopped it before anything was played
     */
    public int run(BrokerDataDir folder, Optional<Path> outFolder, AfterRun after) throws Exception {
        ShutdownSignals.on(this::stop, this::sayWhatIsDone);
        try {
            return play(folder, outFolder, after);
        } catch (IOException | RuntimeException e) {
            // Its broker may have got the signal, too, before it could ignore it, and has failed for no other reason.
            if (!(e instanceof StoppedException)) {
                givenUp().ifPresent(stopped -> {
                    stopped.addSuppressed(e);
                    throw stopped;
                });
            }
            throw e;
        }
    }

    private synchronized void stop(ShutdownSignal signal) {
        stoppedBy = signal;
        terminal.say(
                playing
                        ? "Stopping: no new frames; what is under way is finished, and " + untilTheLectureEnds()
                                + ". Ctrl-C again stops at once"
                        : "Stopping: the start is given up. Ctrl-C again stops at once");
    }

    private String untilTheLectureEnds() {
        Duration silence = settings.bind(RecommenderConfig.class).lectureEnd();
        return "the lecture ends after " + silence.toSeconds() + " s of silence";
    }

    /** Gives up a start during which a signal has come. */
    private void requireWanted() {
        givenUp().ifPresent(stopped -> {
            throw stopped;
        });
    }

    private Optional<StoppedException> givenUp() {
        ShutdownSignal signal = stoppedBy;
        return signal == null || playing
                ? Optional.empty()
                : Optional.of(new StoppedException(signal, "Stopped before anything was played"));
    }

    /** From here on a signal finishes what is under way. */
    private synchronized void beginToPlay() {
        requireWanted();
        playing = true;
    }

    private void sayWhatIsDone() {
        terminal.say(playing ? "Stopped at once: " + whatIsDone() : "Stopped at once, before anything was played");
    }

    private String whatIsDone() {
        FrameAccounts.Account account = frames.accounts().account();
        return account.answered() + " of " + account.published() + " frames were processed";
    }

    private int play(BrokerDataDir folder, Optional<Path> outFolder, AfterRun after) throws Exception {
        terminal.say("Starting " + (web ? "Kafka, the stages and the dashboard" : "Kafka and the stages"));
        // Chosen here, so that the stages can be made while the broker that will listen there still starts.
        int port = Ports.orAnother(USUAL_PORT);
        Settings own = settings.with(Map.of(
                "STAGE_BOOTSTRAP",
                "localhost:" + port,
                "STAGE_STATE_DIR",
                folder.state().toString()));
        StageConfig stage = own.bind(StageConfig.class);
        try (OutputsOf outputs = new OutputsOf(outFolder);
                BrokerProcess broker = BrokerProcess.start(folder, port)) {
            // The models load while the broker starts.
            List<Stage> stages = DemoStages.make(own);
            requireWanted();
            broker.awaitReady();
            // On a busy machine it may take a while to answer.
            Runnable wanted = () -> {
                requireWanted();
                broker.requireHealthy();
            };
            KafkaWait.untilDone(own, () -> createTopics(own, stage), wanted);
            try (TopicReader reader = TopicReader.open(stage, own, OUTPUTS, false);
                    DemoDashboard dashboard = DemoDashboard.start(own, web);
                    DemoStages running = DemoStages.start(stages, wanted);
                    StageMetrics metrics = StageMetrics.local(Ingest.NAME);
                    Ingest ingest = play(own, stage, dashboard, metrics)) {
                String where = port == USUAL_PORT ? "" : ", which other commands need as --bootstrap";
                terminal.say("Kafka is at localhost:" + port + where + "; lecture " + lecture + "; Ctrl-C stops");
                dashboard.awaitUrl().ifPresent(url -> sayWhere(url, own));
                LectureWatch watch = new LectureWatch(own.bind(RecommenderConfig.class), System::nanoTime);
                AssumedPurpose purpose = new AssumedPurpose(
                        purposeAssumed,
                        model -> ClassifierMain.audited(own.with("DEPLOYMENT_PURPOSE", ""), model)
                                .write(wanted),
                        terminal::say);
                DemoOutputConsumer answers = new DemoOutputConsumer(
                        lecture,
                        ingest.keys(),
                        frames.accounts(),
                        frames.latencies(),
                        watch,
                        outputs.files(),
                        terminal::say,
                        purpose::other);
                try {
                    follow(ingest, running, broker, new OutputReader(reader, answers, frames, terminal), watch);
                } catch (RuntimeException e) {
                    if (broker.hasEnded()) {
                        endWithoutKafka(running, e);
                    }
                    throw e;
                }
                DemoSummary summary = frames.summary();
                outputs.write(summary);
                terminal.say(summary.line());
                after.run(own, summary);
            }
        }
        return frames.haveFailed() || frames.areIncomplete() ? 1 : 0;
    }

    private void endWithoutKafka(DemoStages stages, RuntimeException cause) {
        terminal.say("Kafka's process has ended, so the demo ends, too, in a few seconds; " + whatIsDone());
        try {
            stages.abandon();
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    /** Plays the sources as soon as the dashboard can be opened. */
    private Ingest play(Settings settings, StageConfig stage, DemoDashboard dashboard, StageMetrics metrics) {
        requireWanted();
        dashboard.awaitUrl();
        // A demo accounts for every frame that it publishes; repeated ones have no result.
        IngestConfig config = settings.with("INGEST_RESUME", "false").bind(IngestConfig.class);
        beginToPlay();
        return Ingest.start(config, stage, settings, sources, frames, metrics);
    }

    /** Files that are played once are published at their own pace, however slow the stages are, so that pictures may wait. */
    private void createTopics(Settings settings, StageConfig stage) {
        List<Topic<?, ?>> waiting = sources.stream().anyMatch(Demo::isFile) ? Topics.LONGER_IN_DEMO : List.of();
        try (TopicAdmin admin = TopicAdmin.connect(stage, settings)) {
            waiting.forEach(topic -> admin.keepAtLeast(topic, Topics.DEMO_RETENTION));
            admin.create(Topics.ALL.stream()
                    .<Topic<?, ?>>map(topic -> waiting.contains(topic) ? topic.keptFor(Topics.DEMO_RETENTION) : topic)
                    .toList());
        }
    }

    private static boolean isFile(SourceSpec source) {
        return source.place() instanceof Place.LocalPath || source.place() instanceof Place.Sample;
    }

    /** Says where the lecture can be seen, unless the demo ends by itself: then the page would soon be gone. */
    private void sayWhere(String url, Settings settings) {
        if (exit) {
            return;
        }
        terminal.say("Dashboard: " + url + "/lectures/" + lecture);
        if (!settings.bind(DashboardConfig.class).open()) {
            terminal.say(DashboardPort.reach(settings));
        }
    }

    private void follow(
            Ingest ingest, DemoStages stages, BrokerProcess broker, OutputReader outputs, LectureWatch watch)
            throws IOException {
        DemoPhase phase = DemoPhase.PLAYING;
        boolean asked = false;
        boolean told = false;
        boolean mayHint = !settings.bind(IngestConfig.class).fps().equals("max");
        while (phase != DemoPhase.ENDED) {
            outputs.poll();
            if (mayHint && phase == DemoPhase.PLAYING && (frames.areBehind() || frames.areLeftOut())) {
                mayHint = false;
                terminal.say("Pictures come in faster than this computer processes them"
                        + (frames.areLeftOut() ? ", so some are left out and the page stays live" : "")
                        + "; --fps 1 or --set CLASSIFIER_MODEL=fast makes it keep up");
            }
            stages.requireHealthy();
            broker.requireHealthy();
            if (isStopping() && !asked) {
                asked = true;
                new Thread(ingest::stop, "stop-ingest").start();
            }
            DemoPhase.Situation now = situation(ingest, watch);
            if (now.exits() && now.answered() && !now.stopping() && !told) {
                told = true;
                terminal.say("Every frame has its result; " + untilTheLectureEnds());
            }
            DemoPhase next = phase.next(now);
            if (next != phase && next == DemoPhase.IDLE) {
                terminal.say("All sources have ended; " + (web ? "the dashboard goes on" : "the broker goes on")
                        + " until Ctrl-C");
            }
            phase = next;
        }
    }

    private DemoPhase.Situation situation(Ingest ingest, LectureWatch watch) {
        return new DemoPhase.Situation(
                exit,
                isStopping(),
                frames.haveFailed(),
                frames.failedBefore(PATIENCE_AFTER_FAILURE),
                ingest.hasEnded() && frames.accounts().isBalanced(),
                watch.isOver());
    }

    /** The output folder of --out, if given. */
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
