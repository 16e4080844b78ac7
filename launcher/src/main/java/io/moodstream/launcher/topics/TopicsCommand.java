package io.moodstream.launcher.topics;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.moodstream.kit.ConfigurationException;
import io.moodstream.kit.OutlivedRecords;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.TopicAdmin;
import io.moodstream.kit.TopicDifference;
import io.moodstream.kit.TopicRepair;
import io.moodstream.launcher.access.AccessRules;
import io.moodstream.launcher.access.Part;
import io.moodstream.launcher.cli.ConfiguredBy;
import io.moodstream.launcher.cli.SettingsOptions;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Creates, checks, lists and describes the pipeline's topics. */
@Command(
        name = "topics",
        mixinStandardHelpOptions = true,
        description = "Create, check, list or describe the pipeline's topics, or print their schemas.",
        subcommands = {
            TopicsCommand.Create.class,
            TopicsCommand.Check.class,
            TopicsCommand.ListThem.class,
            TopicsCommand.Describe.class,
            SchemaCommand.class,
            AsyncApiCommand.class
        })
public final class TopicsCommand {

    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            description = "Create missing topics, adapt those of an older version, and refuse those that do not fit.")
    @ConfiguredBy(
            value = StageConfig.class,
            only = {"STAGE_BOOTSTRAP", "STAGE_KAFKA_FILE", "STAGE_REPLICATION"})
    static final class Create extends OnTopics {
        private static final int MOST_PARTITIONS = 1000;

        @Option(
                names = "--partitions",
                paramLabel = "N",
                description = "Partitions of frames, faces and emotions, 1 to 1000 (default: 8, or as many as there"
                        + " are); more than there are only with --repair")
        private @Nullable Integer partitions;

        @Option(
                names = "--repair",
                description = "Mend topics that exist and do not fit, where Kafka allows it and nothing is deleted")
        private boolean repair;

        @Option(
                names = "--acls",
                description =
                        "Also create the access rules (ACLs) with which each part may do what it needs and nothing"
                                + " else, and print them; the brokers need an authorizer")
        private boolean acls;

        @Option(
                names = "--user",
                paramLabel = "PART=NAME",
                description =
                        "With --acls: the user of a part at Kafka (default: moodstream-PART); repeatable. PART is one"
                                + " of ingest, replay, detector, classifier, recommender, dashboard, reader, operator")
        private Map<Part, String> users = new LinkedHashMap<>();

        @Override
        int run(TopicAdmin admin, PrintWriter out) {
            OptionalInt asked = asked();
            if (!acls && !users.isEmpty()) {
                throw new ConfigurationException("--user: expected together with --acls");
            }
            Set<String> there = admin.get(admin.admin().listTopics().names());
            List<String> altered = admin.stampOnWriting(Topics.ALL.stream()
                    .filter(topic -> there.contains(topic.name()))
                    .toList());
            List<TopicDifference> differences = admin.differences(Topics.ALL, asked);
            if (repair && !differences.isEmpty()) {
                new TopicRepair(admin).repair(differences).forEach(out::println);
                out.flush();
                differences = admin.differences(Topics.ALL, asked);
                requireMended(differences);
            }
            TopicAdmin.requireNoneRefused(differences);
            List<String> created = admin.create(Topics.ALL.stream()
                    .<Topic<?, ?>>map(topic -> Topics.isOfSources(topic) && asked.isPresent()
                            ? topic.inPartitions(asked.getAsInt())
                            : topic)
                    .toList());
            Topics.ALL.forEach(topic -> out.printf(
                    "%-16s %s%s%s%n",
                    topic.name(),
                    created.contains(topic.name()) ? "created" : "exists",
                    partitions(admin, topic),
                    altered.contains(topic.name()) ? "; " + Topic.TIMESTAMP_TYPE + " is LogAppendTime now" : ""));
            if (acls) {
                out.flush();
                Stream.of(Part.values()).forEach(part -> createRules(admin, part, out));
            }
            return 0;
        }

        /** Names what is left; how it can be mended is printed already. */
        private static void requireMended(List<TopicDifference> differences) {
            List<String> left = differences.stream()
                    .filter(TopicDifference::refused)
                    .map(TopicDifference::topic)
                    .distinct()
                    .toList();
            if (!left.isEmpty()) {
                throw new ConfigurationException("Not mended: " + String.join(", ", left));
            }
        }

        private void createRules(TopicAdmin admin, Part part, PrintWriter out) {
            String user = users.getOrDefault(part, part.user());
            AccessRules.create(admin, part, user);
            part.grants()
                    .forEach(
                            grant -> out.printf("%-12s User:%s may %s: %s%n", part, user, grant.allowed(), grant.on()));
        }

        private OptionalInt asked() {
            if (partitions == null) {
                return OptionalInt.empty();
            }
            if (partitions < 1 || partitions > MOST_PARTITIONS) {
                throw new ConfigurationException("--partitions=" + partitions + ": expected 1 to " + MOST_PARTITIONS);
            }
            return OptionalInt.of(partitions);
        }
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description =
                    "Compare the topics with what is needed of them, and the oldest pictures with how long they may be "
                            + "kept; exit with 1 if a topic is missing, differs, or holds pictures for too long.")
    @ConfiguredBy(
            value = StageConfig.class,
            only = {"STAGE_BOOTSTRAP", "STAGE_KAFKA_FILE", "STAGE_REPLICATION"})
    static final class Check extends OnTopics {
        @Option(names = "--json", description = "Print JSON instead of a table")
        private boolean json;

        @Override
        int run(TopicAdmin admin, PrintWriter out) {
            Set<String> there = admin.get(admin.admin().listTopics().names());
            List<TopicDifference> differences = new ArrayList<>();
            Topics.ALL.stream()
                    .filter(topic -> !there.contains(topic.name()))
                    .map(topic -> new TopicDifference(
                            topic.name(), "exists", "no", "yes", false, "the next start creates it", Optional.empty()))
                    .forEach(differences::add);
            differences.addAll(admin.differences(Topics.ALL));
            differences.addAll(OutlivedRecords.in(admin, Instant.now()));
            if (json) {
                out.println(JsonNodeFactory.instance
                        .objectNode()
                        .set("differences", new ObjectMapper().valueToTree(differences))
                        .toPrettyString());
            } else if (differences.isEmpty()) {
                out.println("All " + Topics.ALL.size() + " topics are as they should be");
            } else if (Topics.ALL.stream().noneMatch(topic -> there.contains(topic.name()))) {
                out.println("No topic exists yet; the first start creates them");
            } else {
                print(differences, out);
            }
            return differences.isEmpty() ? 0 : 1;
        }

        private static void print(List<TopicDifference> differences, PrintWriter out) {
            String line = "%-8s %-16s %-22s %-22s %s%n";
            out.printf(line, "", "topic", "setting", "is", "needs");
            differences.forEach(each -> out.printf(
                    line,
                    each.refused() ? "refused" : "warning",
                    each.topic(),
                    each.setting(),
                    each.isInWords(),
                    each.needs() + ": " + each.consequence()));
        }
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "List the pipeline's topics, whether they exist, and their partitions.")
    @ConfiguredBy(
            value = StageConfig.class,
            only = {"STAGE_BOOTSTRAP", "STAGE_KAFKA_FILE"})
    static final class ListThem extends OnTopics {
        @Override
        int run(TopicAdmin admin, PrintWriter out) {
            Set<String> there = admin.get(admin.admin().listTopics().names());
            Topics.ALL.forEach(topic -> out.printf(
                    "%-16s %s%n",
                    topic.name(), there.contains(topic.name()) ? "exists" + partitions(admin, topic) : "missing"));
            return 0;
        }
    }

    @Command(
            name = "describe",
            mixinStandardHelpOptions = true,
            description = {
                "Show partitions, replicas, retention and offsets of each topic.",
                "The offsets are those between its first and its last record; they count markers of transactions, too."
            })
    @ConfiguredBy(
            value = StageConfig.class,
            only = {"STAGE_BOOTSTRAP", "STAGE_KAFKA_FILE"})
    static final class Describe extends OnTopics {
        @Override
        int run(TopicAdmin admin, PrintWriter out) {
            Set<String> there = admin.get(admin.admin().listTopics().names());
            out.printf(
                    Locale.ROOT,
                    "%-16s %10s %8s %12s %10s%n",
                    "topic",
                    "partitions",
                    "replicas",
                    "retention",
                    "offsets");
            for (Topic<?, ?> topic : Topics.ALL) {
                if (!there.contains(topic.name())) {
                    out.printf("%-16s missing%n", topic.name());
                    continue;
                }
                TopicDescription description = description(admin, topic);
                out.printf(
                        Locale.ROOT, // digits that other programs read, too
                        "%-16s %10d %8d %12s %10d%n",
                        topic.name(),
                        description.partitions().size(),
                        description.partitions().get(0).replicas().size(),
                        retention(admin.retention(topic)),
                        offsets(admin, description));
            }
            return 0;
        }

        private static long offsets(TopicAdmin admin, TopicDescription topic) {
            return offsets(admin, topic, OffsetSpec.latest()) - offsets(admin, topic, OffsetSpec.earliest());
        }

        private static long offsets(TopicAdmin admin, TopicDescription topic, OffsetSpec which) {
            Map<TopicPartition, OffsetSpec> all = topic.partitions().stream()
                    .collect(Collectors.toMap(p -> new TopicPartition(topic.name(), p.partition()), p -> which));
            return admin.get(admin.admin().listOffsets(all).all()).values().stream()
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

    /** Shared by these commands: the settings and a connection. */
    abstract static class OnTopics implements java.util.concurrent.Callable<Integer> {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Mixin
        private SettingsOptions options = new SettingsOptions();

        abstract int run(TopicAdmin admin, PrintWriter out);

        static TopicDescription description(TopicAdmin admin, Topic<?, ?> topic) {
            return Objects.requireNonNull(admin.get(
                            admin.admin().describeTopics(List.of(topic.name())).allTopicNames())
                    .get(topic.name()));
        }

        /** Returns how many partitions a topic has, or nothing if the broker that is asked does not know it yet. */
        static String partitions(TopicAdmin admin, Topic<?, ?> topic) {
            try {
                int number = description(admin, topic).partitions().size();
                return ", " + number + (number == 1 ? " partition" : " partitions");
            } catch (UnknownTopicOrPartitionException e) {
                return "";
            }
        }

        @Override
        public Integer call() {
            try (TopicAdmin admin = TopicAdmin.connect(options.stage(), options.settings())) {
                PrintWriter out = spec.commandLine().getOut();
                int code = run(admin, out);
                out.flush();
                return code;
            }
        }
    }
}
