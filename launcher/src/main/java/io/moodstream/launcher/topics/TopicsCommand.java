package io.moodstream.launcher.topics;

import io.moodstream.kit.StageConfig;
import io.moodstream.kit.TopicAdmin;
import io.moodstream.launcher.cli.ConfiguredBy;
import io.moodstream.launcher.cli.SettingsOptions;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Creates, lists and describes the pipeline's topics. */
@Command(
        name = "topics",
        mixinStandardHelpOptions = true,
        description = "Create, list or describe the pipeline's topics.",
        subcommands = {TopicsCommand.Create.class, TopicsCommand.ListThem.class, TopicsCommand.Describe.class})
public final class TopicsCommand {

    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            description = "Create missing topics and adapt those of an older version.")
    @ConfiguredBy(StageConfig.class)
    static final class Create extends OnTopics {
        @Override
        void run(TopicAdmin admin, PrintWriter out) throws ExecutionException, InterruptedException {
            Set<String> there = admin.admin().listTopics().names().get();
            List<String> altered = admin.stampOnWriting(Topics.ALL.stream()
                    .filter(topic -> there.contains(topic.name()))
                    .toList());
            List<String> created = admin.create(Topics.ALL);
            Topics.ALL.forEach(topic -> out.printf("%-16s %s%n", topic.name(), done(topic.name(), created, altered)));
        }

        private static String done(String name, List<String> created, List<String> altered) {
            if (altered.contains(name)) {
                return "exists; " + Topic.TIMESTAMP_TYPE + " is LogAppendTime now";
            }
            return created.contains(name) ? "created" : "exists";
        }
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "List the pipeline's topics and whether they exist.")
    @ConfiguredBy(StageConfig.class)
    static final class ListThem extends OnTopics {
        @Override
        void run(TopicAdmin admin, PrintWriter out) throws ExecutionException, InterruptedException {
            Set<String> there = admin.admin().listTopics().names().get();
            Topics.ALL.forEach(topic ->
                    out.printf("%-16s %s%n", topic.name(), there.contains(topic.name()) ? "exists" : "missing"));
        }
    }

    @Command(
            name = "describe",
            mixinStandardHelpOptions = true,
            description = "Show partitions, replicas, retention and records of each topic.")
    @ConfiguredBy(StageConfig.class)
    static final class Describe extends OnTopics {
        @Override
        void run(TopicAdmin admin, PrintWriter out) throws ExecutionException, InterruptedException {
            Set<String> there = admin.admin().listTopics().names().get();
            out.printf("%-16s %10s %8s %12s %10s%n", "topic", "partitions", "replicas", "retention", "records");
            for (Topic<?, ?> topic : Topics.ALL) {
                if (!there.contains(topic.name())) {
                    out.printf("%-16s missing%n", topic.name());
                    continue;
                }
                TopicDescription description = admin.admin()
                        .describeTopics(List.of(topic.name()))
                        .topicNameValues()
                        .values()
                        .iterator()
                        .next()
                        .get();
                out.printf(
                        "%-16s %10d %8d %12s %10d%n",
                        topic.name(),
                        description.partitions().size(),
                        description.partitions().get(0).replicas().size(),
                        retention(admin.retention(topic)),
                        records(admin, description));
            }
        }

        private static long records(TopicAdmin admin, TopicDescription topic)
                throws ExecutionException, InterruptedException {
            return offsets(admin, topic, OffsetSpec.latest()) - offsets(admin, topic, OffsetSpec.earliest());
        }

        private static long offsets(TopicAdmin admin, TopicDescription topic, OffsetSpec which)
                throws ExecutionException, InterruptedException {
            Map<TopicPartition, OffsetSpec> all = topic.partitions().stream()
                    .collect(Collectors.toMap(p -> new TopicPartition(topic.name(), p.partition()), p -> which));
            return admin.admin().listOffsets(all).all().get().values().stream()
                    .mapToLong(info -> info.offset())
                    .sum();
        }

        private static String retention(Duration kept) {
            if (kept.isNegative()) {
                return "for ever";
            }
            return kept.toDays() > 0
                    ? kept.toDays() + " d"
                    : kept.toHours() > 0 ? kept.toHours() + " h" : kept.toMinutes() + " min";
        }
    }

    /** Shared by the three commands: the settings and a connection. */
    abstract static class OnTopics implements java.util.concurrent.Callable<Integer> {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Mixin
        private SettingsOptions options = new SettingsOptions();

        abstract void run(TopicAdmin admin, PrintWriter out) throws ExecutionException, InterruptedException;

        @Override
        public Integer call() throws ExecutionException, InterruptedException {
            try (TopicAdmin admin = TopicAdmin.connect(options.stage(), options.settings())) {
                PrintWriter out = spec.commandLine().getOut();
                run(admin, out);
                out.flush();
            }
            return 0;
        }
    }
}
