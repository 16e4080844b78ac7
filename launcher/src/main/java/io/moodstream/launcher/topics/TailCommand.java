package io.moodstream.launcher.topics;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.TopicAdmin;
import io.moodstream.kit.topics.TopicReader;
import io.moodstream.launcher.cli.ConfiguredBy;
import io.moodstream.launcher.cli.SettingsOptions;
import io.moodstream.launcher.cli.ShutdownSignals;
import io.moodstream.schemas.Keys;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a topic's records as JSON lines. */
@Command(
        name = "tail",
        mixinStandardHelpOptions = true,
        description = "Print a topic's records as JSON lines until Ctrl-C. Pictures are shown as their size only.")
@ConfiguredBy(
        value = StageConfig.class,
        only = {"STAGE_BOOTSTRAP", "STAGE_KAFKA_FILE"})
public final class TailCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "TOPIC",
            description = "One of: ${COMPLETION-CANDIDATES}",
            completionCandidates = TopicNames.class)
    private String topic = "";

    @Option(
            names = "--from-beginning",
            description = "Print existing records, too, partition by partition and not in the order of time")
    private boolean fromBeginning;

    @Option(names = "--lecture", paramLabel = "ID", description = "Print only this lecture's records")
    private @Nullable String lecture;

    @Option(names = "--max", paramLabel = "N", description = "Stop after N records")
    private long max = Long.MAX_VALUE;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private SettingsOptions options = new SettingsOptions();

    @Override
    public Integer call() {
        Topic<?, ?> wanted = SchemaCommand.topic(topic);
        Settings settings = options.settings();
        AtomicBoolean stop = new AtomicBoolean();
        ShutdownSignals.onFirst(() -> stop.set(true));
        PrintWriter out = spec.commandLine().getOut();
        try (TopicAdmin admin = TopicAdmin.connect(options.stage(), settings)) {
            admin.requirePresent(wanted);
        }
        try (TopicReader reader = TopicReader.open(options.stage(), settings, List.of(wanted), fromBeginning)) {
            long printed = 0;
            while (printed < max && !stop.get()) {
                for (ConsumerRecord<byte[], byte[]> record : reader.poll(Duration.ofMillis(200))) {
                    ObjectNode json = JsonLines.of(wanted, record);
                    if (printed < max && isWanted(json)) {
                        out.println(json);
                        printed++;
                    }
                }
                out.flush();
                if (out.checkError() || System.out.checkError()) {
                    // Whoever read our lines has gone, as in `tail ... | head`.
                    return 0;
                }
            }
        }
        return 0;
    }

    private boolean isWanted(ObjectNode json) {
        return lecture == null
                || lecture.equals(json.path("lectureId").asText())
                || lecture.equals(Keys.lecture(json.path("key").asText()));
    }

    /** Lists the names of all topics, for help texts. */
    static final class TopicNames extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        TopicNames() {
            Topics.ALL.forEach(topic -> add(topic.name()));
        }
    }
}
