package io.moodstream.launcher.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.ledger.LectureAccount;
import io.moodstream.launcher.cli.CommandFailedException;
import io.moodstream.launcher.cli.ConfiguredBy;
import io.moodstream.launcher.cli.SettingsOptions;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what became of the frames of each source, and checks that they add up. */
@Command(
        name = "ledger",
        mixinStandardHelpOptions = true,
        description = "Print what became of the published frames of each source: published = with faces + without +"
                + " dead-lettered + lost + under way + missing + expired.")
@ConfiguredBy(
        value = StageConfig.class,
        only = {"STAGE_BOOTSTRAP", "STAGE_KAFKA_FILE"})
public final class LedgerCommand implements Callable<Integer> {
    @Option(names = "--lecture", paramLabel = "ID", description = "Only this lecture")
    private @Nullable String lecture;

    @Option(
            names = "--check",
            description = "Exit with 1 if a frame is missing or has two results; their numbers are printed in any case")
    private boolean check;

    @Option(names = "--json", description = "Print JSON instead of a table")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private SettingsOptions options = new SettingsOptions();

    @Override
    public Integer call() throws JsonProcessingException {
        List<LectureAccount> accounts =
                LedgerReader.read(options.stage(), options.settings(), Optional.ofNullable(lecture));
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        if (json) {
            out.println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(accounts));
        } else if (accounts.isEmpty() && lecture == null) {
            out.println("No frames");
        } else {
            accounts.forEach(each -> LedgerTable.print(each, out));
        }
        out.flush();
        accounts.forEach(each -> LedgerTable.printDiscrepancies(each, err));
        err.flush();
        if (lecture != null && accounts.isEmpty()) {
            throw new CommandFailedException(
                    "there are no frames of lecture " + lecture + "; without --lecture the ledger shows all lectures");
        }
        return check && !accounts.stream().allMatch(LectureAccount::addsUp) ? 1 : 0;
    }
}
