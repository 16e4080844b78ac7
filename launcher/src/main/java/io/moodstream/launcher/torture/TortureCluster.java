package io.moodstream.launcher.torture;

import io.moodstream.broker.BrokerMain;
import io.moodstream.broker.ClusterNode;
import io.moodstream.broker.Ports;
import io.moodstream.kit.KafkaDefaults;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.TopicAdmin;
import io.moodstream.kit.topics.PipelineStage;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.GroupState;

/** Brokers and instances of all stages, each a process of its own, on free ports of this machine. */
final class TortureCluster implements AutoCloseable {
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(4);

    /** Frames wait in their topic until they are recorded at the end. */
    private static final Duration KEPT = Duration.ofHours(6);

    /** How long Kafka may take a killed instance for one that works: a session and some. */
    private static final Duration FORGOTTEN_WITHIN = Duration.ofSeconds(5);

    /** Enough for three instances to share, and half of the usual number to replicate. */
    private static final int PARTITIONS = 4;

    private static final Map<PipelineStage, String> COMMANDS = Map.of(
            PipelineStage.DETECTOR, "detect",
            PipelineStage.CLASSIFIER, "classify",
            PipelineStage.RECOMMENDER, "recommend");

    private final ChildProcesses children;
    private final Path folder;
    private final int instances;
    private final List<ClusterNode> nodes;
    private final Settings settings;
    private final StageConfig stage;
    private final Admin admin;

    /** Whether stages write with the schemas before the present ones. */
    private boolean earlier;

    private TortureCluster(ChildProcesses children, Path folder, int brokers, int instances) {
        this.children = children;
        this.folder = folder;
        this.instances = instances;
        this.earlier = instances > 1;
        List<Integer> ports = freePorts(2 * brokers);
        this.nodes = IntStream.rangeClosed(1, brokers)
                .mapToObj(id -> new ClusterNode(id, ports.subList(0, brokers), ports.subList(brokers, 2 * brokers)))
                .toList();
        this.settings = new Settings(Map.of(
                "STAGE_BOOTSTRAP",
                ports.subList(0, brokers).stream()
                        .map(port -> "localhost:" + port)
                        .collect(Collectors.joining(",")),
                "STAGE_REPLICATION",
                Integer.toString(brokers)));
        this.stage = settings.bind(StageConfig.class);
        this.admin = Admin.create(KafkaDefaults.admin(stage, settings));
    }

    private static List<Integer> freePorts(int count) {
        Set<Integer> ports = new LinkedHashSet<>();
        while (ports.size() < count) {
            ports.add(Ports.free());
        }
        return List.copyOf(ports);
    }

    /**
     * Starts all processes and waits until they work.
     *
     * @param folder of their data
     * @throws IOException if they do not work within four minutes
     */
    static TortureCluster start(ChildProcesses children, Path folder, int brokers, int instances)
            throws IOException, InterruptedException {
        TortureCluster cluster = new TortureCluster(children, folder, brokers, instances);
        try {
            for (int id = 1; id <= brokers; id++) {
                cluster.startBroker(id);
            }
            cluster.awaitBrokers(brokers);
            cluster.createTopics();
            // One after the other: each needs a processor for seconds when it starts.
            for (PipelineStage each : PipelineStage.values()) {
                for (int instance = 1; instance <= instances; instance++) {
                    cluster.startStage(each, instance);
                }
                cluster.await("The " + each, () -> cluster.works(each));
            }
            return cluster;
        } catch (IOException | InterruptedException | RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    private void createTopics() {
        List<Topic<?, ?>> topics = Topics.ALL.stream()
                .<Topic<?, ?>>map(topic -> topic.equals(Topics.FRAMES) ? topic.keptFor(KEPT) : topic)
                .<Topic<?, ?>>map(topic -> topic.inPartitions(Math.min(PARTITIONS, topic.partitions())))
                .toList();
        try (TopicAdmin topicAdmin = TopicAdmin.connect(stage, settings)) {
            topicAdmin.create(topics);
        }
    }

    /** A condition that needs answers of Kafka, which may fail while it starts. */
    private interface Condition {
        boolean holds() throws ExecutionException, InterruptedException;
    }

    private void await(String who, Condition condition) throws IOException, InterruptedException {
        long until = System.nanoTime() + STARTS_WITHIN.toNanos();
        int failed = children.failures().size();
        while (!holds(condition)) {
            if (children.failures().size() > failed) {
                throw new IOException(who + " did not start");
            }
            if (System.nanoTime() > until) {
                throw new IOException(who + " did not start within " + STARTS_WITHIN.toMinutes()
                        + " minutes: this machine is too slow or too busy");
            }
            TimeUnit.MILLISECONDS.sleep(500);
        }
    }

    private static boolean holds(Condition condition) throws InterruptedException {
        try {
            return condition.holds();
        } catch (ExecutionException e) {
            return false;
        }
    }

    private boolean works(PipelineStage each) throws ExecutionException, InterruptedException {
        ConsumerGroupDescription group = group(each);
        return group.groupState() == GroupState.STABLE
                && instancesOf(group.members().stream().map(MemberDescription::clientId)) == instances;
    }

    /**
     * Returns how many instances there are; each of an instance's threads is a member of its group.
     *
     * @param clients names of the members' consumers, as Kafka Streams makes them of the instance's and the thread's
     */
    static long instancesOf(Stream<String> clients) {
        return clients.map(client -> client.replaceFirst("-StreamThread-\\d+-consumer$", ""))
                .distinct()
                .count();
    }

    private ConsumerGroupDescription group(PipelineStage each) throws ExecutionException, InterruptedException {
        String id = each.applicationId();
        return Objects.requireNonNull(
                get(admin.describeConsumerGroups(List.of(id)).all()).get(id));
    }

    /** Returns the ids of the threads of a stage's instances, which are new whenever an instance is started. */
    private Set<String> members(PipelineStage each) throws ExecutionException, InterruptedException {
        return group(each).members().stream().map(MemberDescription::consumerId).collect(Collectors.toSet());
    }

    private void awaitBrokers(int count) throws IOException, InterruptedException {
        await("Kafka", () -> get(admin.describeCluster().nodes()).size() >= count);
    }

    private void awaitMostBrokers() throws IOException, InterruptedException {
        awaitBrokers(stage.replication() / 2 + 1);
    }

    private <T> T get(org.apache.kafka.common.KafkaFuture<T> answer) throws ExecutionException, InterruptedException {
        return answer.get();
    }

    /** Returns the settings that lead to this cluster. */
    Settings settings() {
        return settings;
    }

    /** Returns how many brokers there are. */
    int brokers() {
        return nodes.size();
    }

    /**
     * Returns the id of the broker that is the active controller; waits while there is none.
     *
     * @throws IOException if there is none for four minutes
     */
    int controller() throws InterruptedException, IOException {
        AtomicInteger leader = new AtomicInteger();
        await("Kafka's controller", () -> {
            leader.set(get(admin.describeMetadataQuorum().quorumInfo()).leaderId());
            return leader.get() > 0;
        });
        return leader.get();
    }

    /** Starts a broker. */
    void startBroker(int id) throws IOException {
        children.startClass(
                "broker-" + id,
                BrokerMain.class.getName(),
                List.of(
                        folder.resolve("broker-" + id).toString(),
                        nodes.get(id - 1).text()));
    }

    /** Returns the process of a broker. */
    Child broker(int id) {
        return children.get("broker-" + id);
    }

    /** Starts an instance of a stage, with the cheapest models. */
    void startStage(PipelineStage each, int instance) throws IOException, InterruptedException {
        awaitMostBrokers();
        children.start(name(each, instance), stageWords(each, instance));
    }

    /** Starts an instance of a stage whose state folder is on a full disk, and waits until it has ended by itself. */
    void startStage(PipelineStage each, int instance, FullDisk disk) throws IOException, InterruptedException {
        awaitMostBrokers();
        String name = name(each, instance);
        children.start(name, stageWords(each, instance), disk, folder.resolve(name));
        children.awaitFailure(name, FullDisk.REASON);
    }

    private List<String> stageWords(PipelineStage each, int instance) {
        String name = name(each, instance);
        List<String> settings = new ArrayList<>(List.of(
                "STAGE_STATE_DIR=" + folder.resolve(name),
                "STAGE_WORKERS=1",
                "STAGE_COMMIT_INTERVAL=200ms", // transactions of six processes on three brokers would take all of two
                // cores
                "STAGE_SESSION_TIMEOUT=3s", // who wants few seconds without results sets it so
                "DETECTOR_MODEL=mediapipe-short",
                "CLASSIFIER_MODEL=fast",
                "DEPLOYMENT_PURPOSE=demonstration",
                "RECOMMENDER_MINIMUM_GROUP=1"));
        // With and without: both ways to come back, and to commit, are in use.
        settings.add(instance == 1 ? "STAGE_INSTANCE=" + name : "STAGE_COMMIT_PAUSE=200ms");
        if (earlier) {
            settings.add(EarlierSchemas.SETTING);
        }
        return words(List.of(COMMANDS.getOrDefault(each, "")), settings.toArray(String[]::new));
    }

    private static String name(PipelineStage each, int instance) {
        return each + "-" + instance;
    }

    /**
     * Asks the instances of all stages to stop and starts them again, each when the one before works, readers before
     * writers. From now on the stages write with the present schemas.
     */
    void upgrade() throws IOException, InterruptedException {
        earlier = false;
        List<PipelineStage> readersFirst = new ArrayList<>(List.of(PipelineStage.values()));
        Collections.reverse(readersFirst);
        for (PipelineStage each : readersFirst) {
            for (int instance = 1; instance <= instances; instance++) {
                Set<String> before = new HashSet<>();
                await("Kafka", () -> {
                    before.addAll(members(each));
                    return true;
                });
                stage(each, instance).stop();
                startStage(each, instance);
                await("The " + each, () -> works(each) && !before.containsAll(members(each)));
            }
        }
    }

    /**
     * Waits until all instances of a stage work; for the time of a session Kafka also counts one that was killed. Does
     * not wait for one that has ended by itself, which is a failure already.
     */
    void awaitInstances(PipelineStage each) throws IOException, InterruptedException {
        await(
                "The " + each,
                () -> processes(each).anyMatch(process -> !process.isAlive()) || (areKnown(each) && works(each)));
    }

    /** Returns whether Kafka has forgotten what was killed before the instances of a stage were started. */
    private boolean areKnown(PipelineStage each) {
        return processes(each).allMatch(process -> process.age().compareTo(FORGOTTEN_WITHIN) > 0);
    }

    private Stream<Child> processes(PipelineStage each) {
        return IntStream.rangeClosed(1, instances).mapToObj(instance -> stage(each, instance));
    }

    /** Returns the process of an instance of a stage. */
    Child stage(PipelineStage each, int instance) {
        return children.get(name(each, instance));
    }

    /** Starts a command that works on this cluster, as soon as most brokers are there: it would end without them. */
    void command(String name, List<String> words, String... with) throws IOException, InterruptedException {
        awaitMostBrokers();
        children.start(name, words(words, with));
    }

    private List<String> words(List<String> words, String... with) {
        List<String> all = new ArrayList<>(words);
        Stream.concat(
                        Stream.of("STAGE_BOOTSTRAP=" + stage.bootstrap(), "STAGE_REPLICATION=" + stage.replication()),
                        Stream.of(with))
                .forEach(setting -> all.addAll(List.of("--set", setting)));
        return all;
    }

    /** Lets go of Kafka; the processes are those of {@link ChildProcesses}. */
    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
