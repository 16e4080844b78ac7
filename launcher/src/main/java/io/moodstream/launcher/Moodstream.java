package io.moodstream.launcher;

import io.moodstream.kit.MachineFaults;
import io.moodstream.launcher.benchmark.BenchmarkCommand;
import io.moodstream.launcher.benchmark.growth.GrowthBenchmarkCommand;
import io.moodstream.launcher.benchmark.growth.SoakBenchmarkCommand;
import io.moodstream.launcher.broker.BrokerCommand;
import io.moodstream.launcher.cli.ExecutionExceptionHandler;
import io.moodstream.launcher.cli.LogLevel;
import io.moodstream.launcher.cli.ParentWatch;
import io.moodstream.launcher.cli.StageFlags;
import io.moodstream.launcher.cli.Version;
import io.moodstream.launcher.compare.CompareCommand;
import io.moodstream.launcher.demo.DemoCommand;
import io.moodstream.launcher.evaluate.EvaluateCommand;
import io.moodstream.launcher.fuzz.FuzzCommand;
import io.moodstream.launcher.lectures.EraseCommand;
import io.moodstream.launcher.lectures.LectureCommand;
import io.moodstream.launcher.lectures.ReportCommand;
import io.moodstream.launcher.ledger.LedgerCommand;
import io.moodstream.launcher.recordings.InspectCommand;
import io.moodstream.launcher.recordings.RecordCommand;
import io.moodstream.launcher.recordings.ReplayCommand;
import io.moodstream.launcher.stages.ClassifyCommand;
import io.moodstream.launcher.stages.DashboardCommand;
import io.moodstream.launcher.stages.DetectCommand;
import io.moodstream.launcher.stages.IngestCommand;
import io.moodstream.launcher.stages.RecommendCommand;
import io.moodstream.launcher.topics.TailCommand;
import io.moodstream.launcher.topics.TopicsCommand;
import io.moodstream.launcher.torture.TortureCommand;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code moodstream} command. Exit codes: 0 done, 1 failed while running, 2 wrong usage or configuration. */
@Command(
        name = "moodstream",
        description = "Frames in, visible expressions out: lecture moods and recommendations as Kafka topics.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            BrokerCommand.class,
            IngestCommand.class,
            DetectCommand.class,
            ClassifyCommand.class,
            RecommendCommand.class,
            DashboardCommand.class,
            TopicsCommand.class,
            TailCommand.class,
            CompareCommand.class,
            LectureCommand.class,
            EraseCommand.class,
            LedgerCommand.class,
            RecordCommand.class,
            InspectCommand.class,
            ReplayCommand.class,
            ReportCommand.class,
            EvaluateCommand.class,
            BenchmarkCommand.class,
            FuzzCommand.class,
            TortureCommand.class,
        },
        footer = {"", "Every stage's settings can also be given in the environment: see docs/configuration.md."})
public final class Moodstream {

    /** Runs the command and ends the JVM with its exit code. */
    public static void main(String[] args) {
        ParentWatch.startInChild();
        LogLevel.fault(System.getenv(LogLevel.KEY)).ifPresent(fault -> {
            System.err.println("moodstream: " + fault);
            System.exit(CommandLine.ExitCode.USAGE);
        });
        try {
            System.exit(commandLine().execute(args));
        } catch (Error fault) {
            // picocli handles exceptions only; a native library that is missing or broken is an error.
            System.err.println("moodstream: "
                    + MachineFaults.sentence(fault)
                            .orElse(fault.getClass().getSimpleName() + ": " + fault.getMessage()));
            System.exit(CommandLine.ExitCode.SOFTWARE);
        }
    }

    /** Returns the command with all subcommands, which maps failures to sentences and exit codes. */
    public static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Moodstream());
        // These two use what measures in the command's package, and so are not known there.
        Objects.requireNonNull(line.getSubcommands().get("benchmark"))
                .addSubcommand(new SoakBenchmarkCommand())
                .addSubcommand(new GrowthBenchmarkCommand());
        line.getSubcommands().values().forEach(StageFlags::addTo);
        return line.setCaseInsensitiveEnumValuesAllowed(true)
                .setAllowSubcommandsAsOptionParameters(true) // benchmark --kinds gallery
                .setExecutionExceptionHandler(new ExecutionExceptionHandler())
                .setParameterExceptionHandler(ExecutionExceptionHandler::usage)
                .setUsageHelpAutoWidth(true);
    }
}
