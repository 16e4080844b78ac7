package io.moodstream.launcher.benchmark.growth;

import io.moodstream.broker.BrokerDataDir;
import io.moodstream.kit.ConfigurationException;
import io.moodstream.kit.Settings;
import io.moodstream.launcher.cli.SettingsOptions;
import io.moodstream.launcher.demo.DemoCommand;
import io.moodstream.launcher.stages.DashboardPort;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures whether the pipeline's use of memory, files and disk stays flat. */
@Command(
        name = "soak",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Run the demo's pipeline under a steady load for a long time, and measure memory, threads, files and disk.",
            "Lectures of made-up students begin and end all the time, with browsers that send pictures and live pages."
                    + " Topics and stages keep little, so that they are full when the warm-up is over, and what grows"
                    + " then leaks. Each measure's slope after the warm-up is printed, with its 95 %% confidence interval; one"
                    + " that surely grows by more than 1 %% an hour, or a load that was not held, ends with 1. Ctrl-C and"
                    + " SIGTERM end the run early, with its table."
        },
        footer = {
            "",
            "An hour: JAVA_OPTS=\"-Xms512m -XX:+AlwaysPreTouch\" ./moodstream benchmark soak --json soak.jsonl --plot soak.svg",
            "Again:   ./moodstream benchmark soak --from soak.jsonl --plot soak.svg"
        })
public final class SoakBenchmarkCommand implements Callable<Integer> {
    private static final double LONGEST_WARM_UP = 15;

    @Option(
            names = "--minutes",
            paramLabel = "M",
            defaultValue = "60",
            description = "How long, with the warm-up (default: ${DEFAULT-VALUE})")
    private double minutes;

    @Option(
            names = "--warm-up",
            paramLabel = "M",
            description = "Minutes at first that are not judged (default: a third, at most 15)")
    private @Nullable Double warmUp;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Frames a second of all sources, at least 6 (default: 60 %% of what the machine does, which"
                    + " is measured first)")
    private @Nullable Double rate;

    @Option(
            names = "--lecture",
            paramLabel = "S",
            defaultValue = "60",
            description = "How long a lecture lasts (default: ${DEFAULT-VALUE})")
    private int lecture;

    @Option(
            names = "--every",
            paramLabel = "S",
            defaultValue = "10",
            description = "Seconds between two samples (default: ${DEFAULT-VALUE})")
    private double every;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the samples there as they come, as JSON lines")
    private @Nullable Path json;

    @Option(names = "--plot", paramLabel = "FILE", description = "Draw the measures over time, as SVG")
    private @Nullable Path plot;

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description = "Run nothing: show the table and the plot of the samples that an earlier run has written")
    private @Nullable Path from;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private SettingsOptions options = new SettingsOptions();

    @Override
    public Integer call() throws Exception {
        SoakResult result = from == null ? run() : SoakFile.read(from);
        result.print(spec.commandLine().getOut());
        if (plot != null) {
            Files.writeString(plot, new SoakPlot(result).svg());
        }
        return result.passed() ? 0 : 1;
    }

    private SoakResult run() throws Exception {
        double cold = warmUp == null ? Math.min(LONGEST_WARM_UP, minutes / 3) : warmUp;
        check(cold);
        Settings settings = settings();
        DemoCommand.check(settings);
        Soak.Plan plan = new Soak.Plan(
                rate == null ? 0 : rate, seconds(60 * minutes), seconds(60 * cold), seconds(lecture), seconds(every));
        PrintWriter out = spec.commandLine().getOut();
        try (SoakFile file = new SoakFile(json);
                BrokerDataDir folder = BrokerDataDir.of(Optional.empty())) {
            return new Soak(plan, settings, out).run(folder, file);
        }
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(1000 * seconds));
    }

    private void check(double cold) {
        if (!(every >= 0.1) || !(minutes * 60 >= every) || !(cold >= 0 && cold < minutes) || lecture < 5) {
            throw new ConfigurationException("--minutes=" + minutes + ", --warm-up=" + cold + ", --every=" + every
                    + ", --lecture=" + lecture
                    + ": expected a warm-up shorter than the run, samples at least every tenth of a second and at most"
                    + " as far apart as the run is long, and lectures of 5 s or more");
        }
        if (rate != null && !(rate >= 6)) {
            throw new ConfigurationException("--rate=" + rate + ": expected 6 frames a second or more");
        }
    }

    /** Uses a free port and no token: roles are not measured here. */
    private Settings settings() {
        return Soak.withSoakDefaults(DemoCommand.withDemoDefaults(DemoCommand.asDemonstration(options.settings()
                .with(Map.of(DashboardPort.KEY, "0", "DASHBOARD_HOST", "", "DASHBOARD_TEACHER_TOKEN", "")))));
    }
}
