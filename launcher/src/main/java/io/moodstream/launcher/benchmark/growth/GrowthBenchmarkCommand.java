package io.moodstream.launcher.benchmark.growth;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.moodstream.broker.BrokerDataDir;
import io.moodstream.kit.ConfigurationException;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageFailedException;
import io.moodstream.launcher.benchmark.Students;
import io.moodstream.launcher.benchmark.growth.GrowthPoint.Axis;
import io.moodstream.launcher.cli.JsonFile;
import io.moodstream.launcher.cli.ParentWatch;
import io.moodstream.launcher.cli.SettingsOptions;
import io.moodstream.launcher.demo.DemoCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
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

/** Measures what a frame costs as lectures, sources, partitions and instances grow. */
@Command(
        name = "growth",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measure the CPU time of a frame as lectures, sources, partitions and instances of the stages grow.",
            "Each line has a broker and stages of its own in fresh processes, gets frames of small pictures with one"
                    + " face at the same rate, and is compared with the first line of its kind. Flat is what costs at"
                    + " most a tenth more; anything else ends with 1. Beside it: the heap after a collection, the memory"
                    + " of the stages' and the broker's process, and the size of RocksDB at the end."
        },
        footer = {"", "Shorter: moodstream benchmark growth --axes lectures --most 100 --frames 1000"})
public final class GrowthBenchmarkCommand implements Callable<Integer> {
    @Option(
            names = "--axes",
            paramLabel = "AXIS",
            split = ",",
            defaultValue = "lectures,sources,partitions,instances",
            description = "What grows: lectures, sources, partitions, instances (default: ${DEFAULT-VALUE})")
    private List<Axis> axes = List.of();

    @Option(
            names = "--most",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Leave out lines with more lectures or sources (default: ${DEFAULT-VALUE})")
    private int most;

    @Option(
            names = "--frames",
            paramLabel = "N",
            defaultValue = "5000",
            description =
                    "Frames of each line, after a warm-up; at least one of each source (default: ${DEFAULT-VALUE})")
    private long frames;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "60",
            description = "Frames a second, the same for all lines, since stages commit by the clock (default:"
                    + " ${DEFAULT-VALUE})")
    private double rate;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the figures to this file")
    private @Nullable Path json;

    /** What the child processes are told. */
    @Option(names = "--point", hidden = true, paramLabel = "POINT", description = "Measure one line in this process")
    private @Nullable String point;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private SettingsOptions options = new SettingsOptions();

    @Override
    public Integer call() throws Exception {
        if (most < 1 || frames < 1 || !(rate > 0)) {
            throw new ConfigurationException(
                    "--most=" + most + ", --frames=" + frames + ", --rate=" + rate + ": expected numbers above 0");
        }
        Settings settings = options.settings();
        Settings own = Growth.withGrowthDefaults(DemoCommand.withDemoDefaults(DemoCommand.asDemonstration(settings)));
        DemoCommand.check(own);
        return point == null ? measureAll(settings) : measure(GrowthPoint.parse(point), own);
    }

    private int measure(GrowthPoint one, Settings settings) throws Exception {
        try (BrokerDataDir folder = BrokerDataDir.of(Optional.empty())) {
            GrowthFigures figures = new Growth(one, settings, rate, frames).run(Students.small(), folder);
            if (json != null) {
                JsonFile.write(json, figures);
            }
        }
        return 0;
    }

    private int measureAll(Settings settings) throws IOException, InterruptedException {
        List<GrowthFigures> rows = new ArrayList<>();
        Map<Axis, GrowthFigures> first = new EnumMap<>(Axis.class);
        boolean flat = true;
        say(
                "lectures  sources  partitions  instances  frames/s  CPU ms a frame  ratio     heap  resident   broker  RocksDB");
        for (GrowthPoint each : GrowthPoint.of(axes, most)) {
            GrowthFigures row = inProcessOfItsOwn(each, settings);
            GrowthFigures beginning = first.computeIfAbsent(each.axis(), axis -> row);
            print(row, beginning);
            flat &= row.isFlat(beginning);
            rows.add(row);
        }
        if (json != null) {
            JsonFile.write(json, rows);
        }
        say(flat ? "Flat: no line costs over a tenth more than the first of its kind" : "Not flat");
        return flat ? 0 : 1;
    }

    private void print(GrowthFigures row, GrowthFigures first) {
        say(
                "%8d %8d %11d %10d %9.1f %15.2f %6.2f %5.0f MB %6.0f MB %5.0f MB %5.1f MB%s",
                row.point().lectures(),
                row.point().sources(),
                row.point().partitions(),
                row.point().instances(),
                row.framesPerSecond(),
                row.cpuMillisPerFrame(),
                row.ratio(first),
                row.heapMb(),
                row.residentMb(),
                row.brokerMb(),
                row.stateMb(),
                row.isFlat(first) ? "" : "  not flat");
    }

    private GrowthFigures inProcessOfItsOwn(GrowthPoint each, Settings settings)
            throws IOException, InterruptedException {
        Path result = Files.createTempFile("moodstream-growth-", ".json");
        result.toFile().deleteOnExit(); // when this process is ended before
        try {
            Process process = builder(each, result, settings).start();
            int code;
            try {
                code = process.waitFor();
            } finally {
                process.destroy();
            }
            if (code != 0) {
                throw new StageFailedException(
                        "The measurement of " + each.text(), new IllegalStateException("it ended with " + code));
            }
            return new ObjectMapper().readValue(result.toFile(), GrowthFigures.class);
        } finally {
            Files.deleteIfExists(result);
        }
    }

    private ProcessBuilder builder(GrowthPoint each, Path result, Settings settings) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.add("-D" + ParentWatch.CHILD + "=true");
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(spec.root().userObject().getClass().getName());
        command.addAll(List.of("benchmark", "growth", "--point", each.text(), "--json", result.toString()));
        command.addAll(List.of("--frames", Long.toString(frames), "--rate", Double.toString(rate)));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        settings.values().forEach((key, value) -> {
            if (SettingsOptions.PREFIXES.stream().anyMatch(key::startsWith)) {
                builder.environment().put(key, value);
            }
        });
        return builder;
    }

    private void say(String line, Object... values) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(String.format(Locale.ROOT, line, values));
        out.flush();
    }
}
