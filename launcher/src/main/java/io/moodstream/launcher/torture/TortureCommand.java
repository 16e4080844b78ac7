package io.moodstream.launcher.torture;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.moodstream.broker.Folders;
import io.moodstream.kit.ConfigurationException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tests the guarantees of this build on this machine. */
@Command(
        name = "torture",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Test on a cluster of its own that faults cost time and nothing else.",
            "Three brokers, two instances of each stage, live cameras, a file and a replay run as processes on this"
                    + " machine, which are killed, stopped and restarted. Then the recorded frames are played"
                    + " undisturbed. Every frame must have been answered once and in order, and both must have come to"
                    + " the same; otherwise the exit code is 1.",
            "Needs 2 processors, 4 GiB of free memory, Linux or macOS, and 1 GiB of disk plus 200 MiB for each minute."
        })
public final class TortureCommand implements Callable<Integer> {
    /** What two runs come to is kept in memory: 100 MiB an hour. */
    private static final double LONGEST = 120;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            defaultValue = "2",
            description = "How long the sources play (default: ${DEFAULT-VALUE})")
    private double minutes;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "The same seed, --minutes and --only give the same faults at the same times"
                    + " (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--only",
            paramLabel = "FAULT",
            split = ",",
            description = "Only these faults, separated by commas: ${COMPLETION-CANDIDATES}")
    private List<Fault> only = List.of();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        if (!(minutes >= 1 && minutes <= LONGEST)) {
            throw new ConfigurationException("--minutes=" + minutes + ": expected 1 to 120");
        }
        Duration length = Duration.ofSeconds(Math.round(60 * minutes));
        Path folder = Files.createTempDirectory("moodstream-torture-");
        boolean passed = false;
        // Kafka is lost again and again here, which is no news.
        Logger kafka = (Logger) LoggerFactory.getLogger("org.apache.kafka");
        Level level = kafka.getLevel();
        kafka.setLevel(Level.OFF);
        try {
            requireMachine(folder, length);
            passed = run(folder, length);
            return passed ? 0 : 1;
        } finally {
            kafka.setLevel(level);
            delete(folder.resolve(Torture.DISTURBED));
            delete(folder.resolve(Torture.UNDISTURBED));
            if (passed) {
                delete(folder);
            } else {
                err("Logs and recordings are kept in " + folder);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        Folders.delete(folder);
    }

    private static void requireMachine(Path folder, Duration length) throws IOException {
        List<String> lacks = Machine.here(folder).lacks(length);
        if (!lacks.isEmpty()) {
            throw new ConfigurationException(lacks);
        }
    }

    private boolean run(Path folder, Duration length) throws Exception {
        String moodstream = spec.root().userObject().getClass().getName();
        PrintWriter out = spec.commandLine().getOut();
        Set<Fault> required = Set.copyOf(only);
        Set<Fault> kinds = only.isEmpty() ? EnumSet.allOf(Fault.class) : required;
        List<String> complaints =
                new Torture(moodstream, folder, length, FaultSchedule.of(seed, length, kinds), required, out).run();
        complaints.forEach(this::err);
        out.println(complaints.isEmpty() ? "Passed" : "Failed; the same faults again: " + command(minutes, seed, only));
        out.flush();
        return complaints.isEmpty();
    }

    /** Returns the command that makes the same faults happen. */
    static String command(double minutes, long seed, List<Fault> only) {
        String kinds = only.stream().map(Fault::toString).collect(Collectors.joining(","));
        return "moodstream torture --minutes " + minutes + " --seed " + seed
                + (kinds.isEmpty() ? "" : " --only " + kinds);
    }

    private void err(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("moodstream: " + line);
        err.flush();
    }
}
