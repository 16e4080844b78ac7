package io.moodstream.launcher.benchmark;

import io.moodstream.broker.BrokerDataDir;
import io.moodstream.broker.Ports;
import io.moodstream.kit.Settings;
import io.moodstream.kit.Stage;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.topics.StageProgress;
import io.moodstream.launcher.broker.BrokerProcess;
import io.moodstream.launcher.cli.StageRunner;
import io.moodstream.launcher.demo.DemoDashboard;
import io.moodstream.launcher.demo.DemoStages;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;

/** Runs broker, stages and dashboard as the demo does, with clients that use them through HTTP as browsers do. */
final class WebBenchmark {
    private static final String LECTURE = "benchmark-web";
    private static final int LINE_SECONDS = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /**
     * The load.
     *
     * @param cameras browsers that send frames
     * @param fps of each
     * @param listeners browsers that show the live page
     * @param warmUp seconds that are not counted
     * @param seconds that are
     */
    record Load(int cameras, double fps, int listeners, int warmUp, int seconds) {}

    private final Load load;
    private final PrintWriter out;
    private final LoadErrors errors = new LoadErrors();
    private final CameraTally tally = new CameraTally();

    WebBenchmark(Load load, PrintWriter out) {
        this.load = load;
        this.out = out;
    }

    WebScores run(Settings settings, BrokerDataDir folder) throws Exception {
        List<List<byte[]>> students = Students.ofTheSample();
        int port = Ports.free();
        Settings own = settings.with(Map.of(
                "STAGE_BOOTSTRAP",
                "localhost:" + port,
                "STAGE_STATE_DIR",
                folder.state().toString()));
        try (BrokerProcess broker = BrokerProcess.start(folder, port)) {
            List<Stage> made = DemoStages.make(own);
            broker.awaitReady();
            StageRunner.createTopics(own);
            try (DemoDashboard dashboard = DemoDashboard.start(own, true);
                    DemoStages stages = DemoStages.start(made)) {
                URI url = URI.create(dashboard.awaitUrl().orElseThrow());
                return drive(url, students, own, stages, broker);
            }
        }
    }

    private WebScores drive(
            URI url, List<List<byte[]>> students, Settings settings, DemoStages stages, BrokerProcess broker)
            throws Exception {
        try (ListenerLoad listeners = new ListenerLoad(errors);
                CameraLoad cameras = new CameraLoad(tally, errors)) {
            listeners.open(client("live-pages"), url, LECTURE, load.listeners());
            cameras.connect(client("cameras"), url, LECTURE, load.cameras(), students);
            say(
                    "%d cameras at %s frames/s and %d live pages are connected to %s",
                    load.cameras(), load.fps(), load.listeners(), url);
            cameras.start(load.fps());
            watch(load.warmUp(), "warm-up", stages, broker);
            WebScores.Footprint start = ProcessMemory.afterCollection();
            tally.begin();
            watch(load.seconds(), "", stages, broker);
            WebScores.Footprint end = ProcessMemory.afterCollection();
            Map<String, Long> lag = lag(settings);
            cameras.finish(PATIENCE);
            listeners.finish();
            return new WebScores(
                    load.cameras(),
                    load.fps(),
                    load.listeners(),
                    load.seconds(),
                    tally.frames(),
                    tally.latency(),
                    listeners.events(),
                    lag,
                    start,
                    end,
                    errors.byKind());
        }
    }

    /** Returns the lag of each stage by its input topic. */
    private static Map<String, Long> lag(Settings settings) throws InterruptedException {
        Map<String, Long> lag = new TreeMap<>();
        try (StageProgress progress = StageProgress.open(settings.bind(StageConfig.class), settings)) {
            progress.read().forEach((stage, position) -> lag.put(stage.input().name(), position.unread()));
        }
        return lag;
    }

    /** Each kind of client has its own threads, so that neither delays the other. */
    private static HttpClient client(String name) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .executor(Executors.newFixedThreadPool(2, task -> {
                    Thread thread = new Thread(task, name);
                    thread.setDaemon(true);
                    return thread;
                }))
                .build();
    }

    private void watch(int seconds, String what, DemoStages stages, BrokerProcess broker) throws InterruptedException {
        long begun = System.nanoTime();
        for (int second = 1; second <= seconds; second++) {
            Thread.sleep(Math.max(0, 1000L * second - (System.nanoTime() - begun) / 1_000_000));
            stages.requireHealthy();
            broker.requireHealthy();
            if (second % LINE_SECONDS == 0) {
                sayNow(what.isEmpty() ? second + " s" : what);
            }
        }
    }

    private void sayNow(String when) {
        WebScores.Frames frames = tally.frames();
        WebScores.LatencyMs latency = tally.recentLatency();
        say(
                "%s: %d frames sent, %d accepted, %d dropped, %d processed, %d in flight; "
                        + "of late p50 %d ms, p99 %d ms, max %d ms; %d errors; heap %d MB",
                when,
                frames.sent(),
                frames.accepted(),
                frames.droppedInAll(),
                frames.answered(),
                tally.underWay(),
                latency.p50(),
                latency.p99(),
                latency.max(),
                errors.count(),
                ProcessMemory.heap() >> 20);
    }

    private void say(String line, Object... values) {
        out.println(String.format(Locale.ROOT, line, values));
        out.flush();
    }
}
