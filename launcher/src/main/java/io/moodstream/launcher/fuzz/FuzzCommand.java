package io.moodstream.launcher.fuzz;

import io.moodstream.kit.ConfigurationException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Gives hostile inputs to everything that reads foreign bytes. */
@Command(
        name = "fuzz",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Read thousands of broken pictures, records, recordings, manifests, catalogues, tables and requests.",
            "Each must be accepted or refused in a sentence, within two seconds and with bounded memory. Needs no"
                    + " Kafka: it starts its own. Exits with 1 if something was found."
        })
public final class FuzzCommand implements Callable<Integer> {
    @Option(
            names = "--inputs",
            paramLabel = "N",
            defaultValue = "50000",
            description = "Inputs of all kinds together (default: ${DEFAULT-VALUE})")
    private int inputs;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "The same seed draws the same inputs (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--kind", paramLabel = "KIND", split = ",", description = "Only inputs of these kinds")
    private List<String> kinds = List.of();

    @Option(
            names = "--only",
            paramLabel = "N",
            description = "Only this input of the one kind, or those from N to M (N-M), to repeat a find")
    private @Nullable String only;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for the inputs that were found (default: a temporary folder)")
    private @Nullable Path out;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        refuseForeignKafka(System.getenv());
        List<FuzzKind> chosen = kinds.isEmpty()
                ? FuzzKind.ALL
                : kinds.stream().map(FuzzKind::named).toList();
        if (inputs < 1) {
            throw new ConfigurationException("--inputs=" + inputs + ": expected 1 or more");
        }
        Path folder = (out == null ? Files.createTempDirectory("moodstream-fuzz-") : Files.createDirectories(out))
                .toAbsolutePath();
        PrintWriter table = spec.commandLine().getOut();
        FuzzRun run = new FuzzRun(new FuzzPlan(seed, folder));
        List<FuzzTally> tallies = new ArrayList<>();
        table.print(FuzzTally.head());
        table.flush();
        int shares = chosen.stream().mapToInt(FuzzKind::share).sum();
        for (FuzzKind kind : chosen) {
            Range range = range(chosen, (int) Math.max(1, (long) inputs * kind.share() / shares));
            FuzzTally tally = run.run(kind, range.from(), range.until());
            tallies.add(tally);
            table.print(tally.row());
            table.flush();
        }
        FuzzWorker.delete(FuzzWorker.work(folder));
        return sum(tallies, folder, table);
    }

    /** Which inputs of a kind. */
    private record Range(int from, int until) {}

    private Range range(List<FuzzKind> chosen, int count) {
        if (only == null) {
            return new Range(0, count);
        }
        if (chosen.size() != 1 || !only.matches("\\d{1,8}(-\\d{1,8})?")) {
            throw new ConfigurationException(
                    "--only=" + only + ": expected a number such as 17, or 17-20, together with one --kind");
        }
        String[] ends = only.split("-");
        return new Range(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]) + 1);
    }

    /**
     * Refuses to start where the environment names a Kafka, lest anybody think that it is the one that is attacked.
     *
     * @throws ConfigurationException saying so
     */
    static void refuseForeignKafka(Map<String, String> environment) {
        String address = environment.get("STAGE_BOOTSTRAP");
        if (address != null) {
            throw new ConfigurationException("STAGE_BOOTSTRAP=" + address
                    + ": fuzz never writes to a Kafka that is not its own; unset it, and fuzz starts one for itself");
        }
    }

    private int sum(List<FuzzTally> tallies, Path folder, PrintWriter table) {
        int all = tallies.stream().mapToInt(FuzzTally::inputs).sum();
        int found = 0;
        for (FuzzTally tally : tallies) {
            found += tally.finds().size();
            Set<String> printed = new HashSet<>();
            for (FuzzResult find : tally.finds()) {
                if (!printed.add(find.reason())) {
                    continue; // the same fault; its input is in the folder, too
                }
                table.printf("%n%s %d: %s%n", tally.kind(), find.number(), find.detail());
                table.printf("  input:  %s%n", FuzzWorker.file(folder, tally.kind(), find.number()));
                table.printf(
                        "  repeat: moodstream fuzz --kind %s --seed %d --only %d%n", tally.kind(), seed, find.number());
            }
        }
        table.printf("%d inputs with seed %d: %d finds%n", all, seed, found);
        table.flush();
        return found == 0 ? 0 : 1;
    }
}
