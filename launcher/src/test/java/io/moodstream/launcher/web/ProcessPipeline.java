package io.moodstream.launcher.web;

import io.moodstream.broker.BrokerDataDir;
import io.moodstream.broker.Ports;
import io.moodstream.dashboard.Dashboard;
import io.moodstream.dashboard.DashboardMain;
import io.moodstream.ingest.Ingest;
import io.moodstream.ingest.IngestConfig;
import io.moodstream.ingest.publish.PublishListener;
import io.moodstream.ingest.sources.SourceSpec;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.StageMetrics;
import io.moodstream.launcher.CommandRunner;
import io.moodstream.launcher.broker.BrokerProcess;
import io.moodstream.launcher.cli.StageRunner;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A broker and the stages as processes that can be killed, with a dashboard and a publisher in this one. */
final class ProcessPipeline implements AutoCloseable {
    private static final List<String> STAGES = List.of("detect", "classify", "recommend");

    private final Path folder;
    private final int port = Ports.free();
    private final Settings settings;
    private final Map<String, Process> stages = new TreeMap<>();
    private final StageMetrics metrics = StageMetrics.local("ingest-producer");
    private final SampleClass sample = SampleClass.read();
    private Set<ProcessHandle> brokers = Set.of();
    private BrokerProcess broker;
    private final Dashboard dashboard;

    private ProcessPipeline(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        this.settings = new Settings(
                Map.of("STAGE_BOOTSTRAP", "localhost:" + port, "DASHBOARD_PORT", Integer.toString(Ports.free())));
        this.broker = startBroker();
        StageRunner.createTopics(settings);
        revive();
        this.dashboard = DashboardMain.start(settings);
    }

    static ProcessPipeline start(Path folder) throws IOException, InterruptedException {
        return new ProcessPipeline(folder);
    }

    private BrokerProcess startBroker() throws IOException, InterruptedException {
        Set<ProcessHandle> before = children();
        BrokerProcess started = BrokerProcess.start(BrokerDataDir.of(Optional.of(folder.resolve("broker"))), port);
        brokers = children();
        brokers.removeAll(before);
        started.awaitReady();
        return started;
    }

    private static Set<ProcessHandle> children() {
        return ProcessHandle.current().children().collect(Collectors.toCollection(HashSet::new));
    }

    /** Where the dashboard is. */
    String url() {
        return dashboard.url();
    }

    /** Plays the bundled class again and again, one picture a second. */
    Ingest play(String lecture) throws IOException {
        Settings own = settings.with(Map.of("INGEST_LECTURE", lecture, "INGEST_LOOP", "true"));
        Path pictures = sample.room(folder.resolve("pictures"), 0, 60);
        return Ingest.start(
                own.bind(IngestConfig.class),
                own.bind(StageConfig.class),
                own,
                List.of(SourceSpec.parse("hall=" + pictures)),
                PublishListener.NONE,
                metrics);
    }

    /** Writes what a student's camera shows. */
    Path cameraVideo() throws IOException {
        return sample.camera(folder.resolve("camera.mjpeg"));
    }

    /** Kills a stage, or the broker, with SIGKILL. */
    void kill(String what) throws InterruptedException {
        if (what.equals("broker")) {
            brokers.forEach(ProcessHandle::destroyForcibly);
        } else {
            stages.remove(what).destroyForcibly().waitFor();
        }
    }

    /** Starts what does not run, as a supervisor does. */
    void revive() throws IOException, InterruptedException {
        try {
            broker.requireHealthy();
        } catch (RuntimeException e) {
            broker.close();
            broker = startBroker();
        }
        for (String stage : STAGES) {
            Process process = stages.get(stage);
            if (process == null || !process.isAlive()) {
                stages.put(stage, startStage(stage));
            }
        }
    }

    private Process startStage(String stage) throws IOException {
        return new CommandRunner(List.of("--bootstrap", "localhost:" + port))
                .process(stage, "--state-dir", folder.resolve("state-" + stage))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(folder.resolve(stage + ".log").toFile()))
                .start();
    }

    @Override
    public void close() {
        dashboard.close();
        metrics.close();
        stages.values().forEach(Process::destroyForcibly);
        broker.close();
    }
}
