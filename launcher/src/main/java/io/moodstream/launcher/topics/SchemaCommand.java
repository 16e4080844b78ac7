package io.moodstream.launcher.topics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.moodstream.kit.ConfigurationException;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the Avro schema of a topic's values. Needs no Kafka. */
@Command(
        name = "schema",
        mixinStandardHelpOptions = true,
        description = "Print the Avro schema of a topic's values, whole in one document; without TOPIC, list them.")
final class SchemaCommand implements Callable<Integer> {
    @Parameters(index = "0", arity = "0..1", paramLabel = "TOPIC", description = "The topic's name")
    private @Nullable String name;

    @Option(
            names = "--all",
            description =
                    "Print an object of all schemas that its records may have been written with, by the fingerprint"
                            + " that is in the records, in hexadecimal digits; the current one is first")
    private boolean all;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        String wanted = name;
        if (wanted == null) {
            Topics.ALL.forEach(topic -> out.printf("%-16s %s%n", topic.name(), record(topic)));
        } else {
            Map<String, JsonNode> schemas = TopicSchemas.of(topic(wanted));
            if (schemas.isEmpty()) {
                throw new ConfigurationException(
                        "TOPIC=" + wanted + ": its values are the bytes of other records and have no schema");
            }
            JsonNode printed = all
                    ? new ObjectMapper().valueToTree(schemas)
                    : schemas.values().iterator().next();
            out.println(printed.toPrettyString());
        }
        out.flush();
        return 0;
    }

    private static String record(Topic<?, ?> topic) {
        return TopicSchemas.of(topic).values().stream()
                .findFirst()
                .map(schema -> schema.path("name").asText())
                .orElse("no schema: the bytes of other records");
    }

    /** Returns the topic of that name, or throws what is expected. */
    static Topic<?, ?> topic(String name) {
        return Topics.named(name)
                .orElseThrow(() -> new ConfigurationException("TOPIC=" + name + ": no such topic; expected one of "
                        + Topics.ALL.stream().map(Topic::name).collect(Collectors.joining(", "))));
    }
}
