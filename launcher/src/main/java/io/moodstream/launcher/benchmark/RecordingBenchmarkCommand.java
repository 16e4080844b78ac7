package io.moodstream.launcher.benchmark;

import io.moodstream.broker.BrokerDataDir;
import io.moodstream.kit.ConfigurationException;
import io.moodstream.kit.Settings;
import io.moodstream.launcher.cli.SettingsOptions;
import io.moodstream.launcher.demo.DemoCommand;
import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the cost of recording and replaying. */
@Command(
        name = "recordings",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Publish a class's frames at full speed: plainly, with a recorder beside it, and as a replay with a bound on"
                    + " the frames under way; in turn, on one pipeline.",
            "Print each rate, the ratios to the plain one, and the memory."
        })
final class RecordingBenchmarkCommand implements Callable<Integer> {
    @Option(
            names = "--sources",
            paramLabel = "N",
            defaultValue = "30",
            description = "Webcams of one student each (default: ${DEFAULT-VALUE})")
    private int sources;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "120",
            description = "Length of the class at one frame a second (default: ${DEFAULT-VALUE}; an hour has 3600)")
    private int seconds;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "Rounds (default: ${DEFAULT-VALUE})")
    private int rounds;

    @Option(
            names = "--ways",
            paramLabel = "WAY",
            split = ",",
            defaultValue = "plain,recorded,replayed",
            description = "Which of ${COMPLETION-CANDIDATES}, lower case, too (default: ${DEFAULT-VALUE})")
    private Set<RecordingBenchmark.Way> ways = EnumSet.noneOf(RecordingBenchmark.Way.class);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private SettingsOptions options = new SettingsOptions();

    @Override
    public Integer call() throws Exception {
        if (sources < 1 || seconds < 1 || rounds < 1) {
            throw new ConfigurationException("--sources, --seconds and --rounds start at 1");
        }
        Settings settings = DemoCommand.withDemoDefaults(
                DemoCommand.asDemonstration(options.settings().with(Map.of("INGEST_FPS", "max"))));
        DemoCommand.check(settings);
        PrintWriter out = spec.commandLine().getOut();
        try (BrokerDataDir folder = BrokerDataDir.of(Optional.empty())) {
            new RecordingBenchmark(sources, seconds, rounds, List.copyOf(ways), out).run(settings, folder);
        }
        return 0;
    }
}
