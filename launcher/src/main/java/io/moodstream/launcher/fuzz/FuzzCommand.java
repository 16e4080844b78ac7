package io.moodstream.launcher.fuzz;

import io.moodstream.broker.Folders;
import io.moodstream.kit.ConfigurationException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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
            "Each must be accepted or refused in a sentence, in time and with bounded memory. Needs no"
                    + " Kafka: it starts its own. Exits with 1 if something was found."
        })
public final class FuzzCommand implements Callable<Integer> {
    private static final int MOST_NUMBERS = 20;

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

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            split = ",",
            completionCandidates = FuzzKind.Names.class,
            description = "Only inputs of these kinds: ${COMPLETION-CANDIDATES}")
    private List<String> kinds = List.of();

    @Option(
            names = "--only",
            paramLabel = "N",
            description = "Only this input of the one kind, or those from N to M (N-M), to repeat a find")
    private @Nullable String only;

    @Option(
            names = "--limit",
            paramLabel = "SECONDS",
            defaultValue = "2",
            description = "The longest that an input may take (default: ${DEFAULT-VALUE})")
    private int limit;

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
        if (limit < 1) {
            throw new ConfigurationException("--limit=" + limit + ": expected 1 or more seconds");
        }
        Range repeated = only == null ? null : repeated(only, chosen.size());
        if (repeated != null && spec.commandLine().getParseResult().hasMatchedOption("--inputs")) {
            throw new ConfigurationException("--inputs and --only: expected one of them");
        }
        int shares = chosen.stream().mapToInt(FuzzKind::share).sum();
        Path folder = (out == null ? Files.createTempDirectory("moodstream-fuzz-") : Files.createDirectories(out))
                .toAbsolutePath();
        PrintWriter table = spec.commandLine().getOut();
        FuzzRun run = new FuzzRun(seed, folder, Duration.ofSeconds(limit));
        List<FuzzTally> tallies = new ArrayList<>();
        table.print(FuzzTally.head());
        for (FuzzKind kind : chosen) {
            Range range = repeated != null
                    ? repeated
                    : new Range(0, (int) Math.max(1, (long) inputs * kind.share() / shares));
            FuzzTally tally = run.run(kind.name(), range.from(), range.until());
            tallies.add(tally);
            table.print(tally.row());
            table.flush();
        }
        int found = sum(tallies, folder, table);
        if (found == 0 && out == null) {
            Folders.delete(folder);
        }
        return found == 0 ? 0 : 1;
    }

    /** Which inputs of a kind. */
    private record Range(int from, int until) {}

    private static Range repeated(String only, int kinds) {
        if (kinds != 1 || !only.matches("\\d{1,8}(-\\d{1,8})?")) {
            throw new ConfigurationException(
                    "--only=" + only + ": expected a number such as 17, or 17-20, together with one --kind");
        }
        String[] ends = only.split("-");
        Range range = new Range(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]) + 1);
        if (range.from() >= range.until()) {
            throw new ConfigurationException("--only=" + only + ": expected the smaller number first");
        }
        return range;
    }

    /**
     * Refuses to start where the environment names a Kafka, lest anybody think that it is the one that is attacked.
     *
     * @throws ConfigurationException saying so
     */
    static void refuseForeignKafka(Map<String, String> environment) {
        String address = environment.get("STAGE_BOOTSTRAP");
        if (address != null && !address.isBlank()) {
            throw new ConfigurationException("STAGE_BOOTSTRAP=" + address
                    + ": fuzz never writes to a Kafka that is not its own; unset it, and fuzz starts one for itself");
        }
    }

    private int sum(List<FuzzTally> tallies, Path folder, PrintWriter table) {
        int all = tallies.stream().mapToInt(FuzzTally::inputs).sum();
        int found = 0;
        for (FuzzTally tally : tallies) {
            found += tally.finds().size();
            tally.finds().stream()
                    .collect(Collectors.groupingBy(FuzzResult::fault, LinkedHashMap::new, Collectors.toList()))
                    .values()
                    .forEach(alike -> print(tally.kind(), alike, folder, table));
        }
        table.printf("%d inputs with seed %d: %d finds%n", all, seed, found);
        table.flush();
        return found;
    }

    /** Prints the first of the finds that are alike, and the numbers of the others. */
    private void print(String kind, List<FuzzResult> alike, Path folder, PrintWriter table) {
        FuzzResult first = alike.get(0);
        Path input = FuzzWorker.file(folder, kind, first.number());
        table.printf("%n%s %d: %s%n", kind, first.number(), first.detail());
        if (Files.exists(input)) {
            table.printf("  input:  %s%n", input);
        }
        table.printf("  repeat: ./moodstream fuzz --kind %s --seed %d --only %d%n", kind, seed, first.number());
        if (alike.size() > 1) {
            table.printf(
                    "  and %d more like it: %s%n",
                    alike.size() - 1,
                    alike.stream()
                            .skip(1)
                            .limit(MOST_NUMBERS)
                            .map(find -> Integer.toString(find.number()))
                            .collect(Collectors.joining(", ", "", alike.size() > MOST_NUMBERS ? ", ..." : "")));
        }
    }
}
