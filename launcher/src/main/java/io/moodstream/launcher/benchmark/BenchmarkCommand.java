package io.moodstream.launcher.benchmark;

import io.moodstream.broker.BrokerDataDir;
import io.moodstream.kit.ConfigurationException;
import io.moodstream.kit.Settings;
import io.moodstream.launcher.benchmark.SpeedScores.Run;
import io.moodstream.launcher.cli.JsonFile;
import io.moodstream.launcher.cli.SettingsOptions;
import io.moodstream.launcher.demo.DemoCommand;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the pipeline against a plain loop over the same frames. */
@Command(
        name = "benchmark",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        subcommands = {
            WebBenchmarkCommand.class,
            RecordingBenchmarkCommand.class,
            GalleryBenchmarkCommand.class,
            MovingBenchmarkCommand.class,
            ClassifierBenchmarkCommand.class
        },
        description = {
            "Measure the pipeline against a plain loop that makes the same calls without Kafka.",
            "The bundled class as webcams, as galleries and as both is played at full speed through the loop, the whole"
                    + " pipeline and the loop again; then through the pipeline at half that speed, which gives its"
                    + " latency. Each has warmed up before. Both rates and their ratio are printed."
        })
public final class BenchmarkCommand implements Callable<Integer> {
    @Option(
            names = "--kinds",
            paramLabel = "KIND",
            split = ",",
            defaultValue = "webcam,gallery,mix",
            description = "Sources: webcam, gallery, mix (default: ${DEFAULT-VALUE})")
    private Set<SourceMix> kinds = EnumSet.noneOf(SourceMix.class);

    @Option(
            names = "--models",
            paramLabel = "MODEL",
            split = ",",
            defaultValue = "standard,fast",
            description = "Models of the classifier (default: ${DEFAULT-VALUE})")
    private List<String> models = List.of();

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "20",
            description = "How long each side runs about, for each kind and model (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Option(
            names = "--pictures",
            paramLabel = "DIR",
            description = "Leave the pictures there, each source's in KIND-MODEL/SOURCE (default: a temporary folder)")
    private @Nullable Path kept;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the figures to this file")
    private @Nullable Path json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private SettingsOptions options = new SettingsOptions();

    @Override
    public Integer call() throws Exception {
        Settings settings = DemoCommand.withDemoDefaults(
                DemoCommand.asDemonstration(options.settings().with("INGEST_FPS", "max")));
        check(settings);
        int cores = Runtime.getRuntime().availableProcessors();
        List<Run> runs = new ArrayList<>();
        try (BrokerDataDir folder = BrokerDataDir.of(Optional.ofNullable(kept))) {
            PictureFolders pictures = PictureFolders.draw(folder.path(), cores);
            say("kind    model     frames   faces  pipeline      loop  ratio  CPU ms a frame  latency at half speed");
            for (String model : models) {
                List<SourceMix> wanted =
                        Stream.of(SourceMix.values()).filter(kinds::contains).toList();
                List<Run> some = new SpeedComparison(model, settings, pictures, cores, seconds).run(wanted);
                some.forEach(this::print);
                runs.addAll(some);
            }
        }
        if (json != null) {
            JsonFile.write(json, new SpeedScores(cores, runs));
        }
        return 0;
    }

    private void check(Settings settings) {
        if (seconds < 1) {
            throw new ConfigurationException("--seconds=" + seconds + ": expected 1 or more");
        }
        if (kept != null && Files.exists(kept)) {
            throw new ConfigurationException("--pictures=" + kept + " exists; expected a folder that does not");
        }
        models.forEach(model -> DemoCommand.check(settings.with(Map.of("CLASSIFIER_MODEL", model))));
    }

    private void print(Run run) {
        say(
                "%-7s %-8s %7d %7d %7.1f/s %7.1f/s %6.2f %7.1f %7.1f  p50 %d ms, p99 %d ms",
                run.kind(),
                run.model(),
                run.pipeline().frames(),
                run.pipeline().faces(),
                run.pipeline().framesPerSecond(),
                run.loop().framesPerSecond(),
                run.ratio(),
                run.pipeline().cpuMillisPerFrame(),
                run.loop().cpuMillisPerFrame(),
                run.latency().p50(),
                run.latency().p99());
        if (run.pipeline().faces() != run.loop().faces()) {
            say("        the loop found %d faces in these frames", run.loop().faces());
        }
    }

    private void say(String line, Object... values) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(String.format(Locale.ROOT, line, values));
        out.flush();
    }
}
