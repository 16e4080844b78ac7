package io.moodstream.launcher.topics;

import io.moodstream.launcher.cli.Version;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints a description of all topics for machines. Needs no Kafka. */
@Command(
        name = "asyncapi",
        mixinStandardHelpOptions = true,
        description = "Print an AsyncAPI 3.0 document of all topics with their schemas (docs/asyncapi.json).")
final class AsyncApiCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        spec.commandLine().getOut().println(AsyncApi.document(Version.current()).toPrettyString());
        spec.commandLine().getOut().flush();
        return 0;
    }
}
