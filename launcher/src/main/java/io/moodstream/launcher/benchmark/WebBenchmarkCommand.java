package io.moodstream.launcher.benchmark;

import io.moodstream.broker.BrokerDataDir;
import io.moodstream.kit.ConfigurationException;
import io.moodstream.kit.Settings;
import io.moodstream.launcher.cli.JsonFile;
import io.moodstream.launcher.cli.SettingsOptions;
import io.moodstream.launcher.demo.DemoCommand;
import io.moodstream.launcher.stages.DashboardPort;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the dashboard under the load of browsers. */
@Command(
        name = "web",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Start the demo's pipeline with its dashboard, send it pictures as browsers do, and print how long it takes"
                    + " from sending a picture to receiving its emotions, the events of live pages, and the memory in use.",
            "The clients are in the same process and share its cores. Ends with 1 if anything went wrong."
        },
        footer = {
            "",
            "Five browsers: moodstream benchmark web",
            "Load:          moodstream benchmark web --cameras 200 --fps 1 --listeners 500 --seconds 120"
        })
final class WebBenchmarkCommand implements Callable<Integer> {
    private static final double MB = 1 << 20;

    @Option(
            names = "--cameras",
            paramLabel = "N",
            defaultValue = "5",
            description = "Browsers that send one student's pictures each (default: ${DEFAULT-VALUE})")
    private int cameras;

    @Option(
            names = "--fps",
            paramLabel = "F",
            defaultValue = "2",
            description = "Pictures a second of each (default: ${DEFAULT-VALUE})")
    private double fps;

    @Option(
            names = "--listeners",
            paramLabel = "M",
            defaultValue = "0",
            description = "Browsers that show the lecture's live page (default: ${DEFAULT-VALUE})")
    private int listeners;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "60",
            description = "How long, after the warm-up (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "S",
            defaultValue = "10",
            description = "Seconds at first that are not counted: Java is cold (default: ${DEFAULT-VALUE})")
    private int warmUp;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the figures to this file")
    private @Nullable Path json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private SettingsOptions options = new SettingsOptions();

    @Override
    public Integer call() throws Exception {
        check();
        Settings settings = settings();
        DemoCommand.check(settings);
        PrintWriter out = spec.commandLine().getOut();
        WebScores scores;
        try (BrokerDataDir folder = BrokerDataDir.of(Optional.empty())) {
            WebBenchmark.Load load = new WebBenchmark.Load(cameras, fps, listeners, warmUp, seconds);
            scores = new WebBenchmark(load, out).run(settings, folder);
        }
        print(scores, out);
        if (json != null) {
            JsonFile.write(json, scores);
        }
        return scores.errors().isEmpty() ? 0 : 1;
    }

    private void check() {
        if (cameras < 1 || !(fps > 0) || listeners < 0 || seconds < 1 || warmUp < 0) {
            throw new ConfigurationException(
                    "--cameras and --seconds start at 1, --listeners and --warm-up at 0," + " and --fps is above 0");
        }
    }

    /** Uses a free port and no token: roles are not measured here. */
    private Settings settings() {
        Map<String, String> own = new LinkedHashMap<>();
        own.put(DashboardPort.KEY, "0");
        own.put("DASHBOARD_HOST", "");
        own.put("DASHBOARD_TEACHER_TOKEN", "");
        own.put("DASHBOARD_TEACHER_TOKEN_FILE", "");
        return DemoCommand.withDemoDefaults(
                DemoCommand.asDemonstration(options.settings().with(own)));
    }

    private static void print(WebScores scores, PrintWriter out) {
        WebScores.Frames frames = scores.frames();
        WebScores.LatencyMs latency = scores.latencyMs();
        line(
                out,
                "frames: %d sent, %d accepted, %d dropped %s, %d not sent in time, %d processed (%.1f a second)",
                frames.sent(),
                frames.accepted(),
                frames.droppedInAll(),
                frames.dropped(),
                frames.skipped(),
                frames.answered(),
                (double) frames.answered() / scores.seconds());
        line(
                out,
                "from a frame to its emotions: p50 %d ms, p95 %d ms, p99 %d ms, max %d ms",
                latency.p50(),
                latency.p95(),
                latency.p99(),
                latency.max());
        line(
                out,
                "events of a live page: min %d, max %d; of all %s",
                scores.events().min(),
                scores.events().max(),
                scores.events().byType());
        line(out, "lag when the cameras stopped: %s", scores.lag());
        line(out, "this process: %s after the warm-up, %s at the end", text(scores.start()), text(scores.end()));
        line(out, scores.errors().isEmpty() ? "no errors" : "errors: %s", scores.errors());
    }

    private static String text(WebScores.Footprint memory) {
        String heap = String.format(Locale.ROOT, "heap %.1f MB", memory.heap() / MB);
        Long resident = memory.resident();
        return resident == null ? heap : heap + String.format(Locale.ROOT, ", resident %.0f MB", resident / MB);
    }

    private static void line(PrintWriter out, String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
        out.flush();
    }
}
