package io.moodstream.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kafka 4.3.0 to 4.4.0 never ends a transaction on a partition that has no leader at that moment (KAFKA-20734). */
class AbsentLeaderIT {
    private static final int NODES = 3;
    private static final TopicPartition ON_THE_LAST = new TopicPartition("on-the-last", 0);

    private final List<Integer> ports =
            Stream.generate(Ports::free).distinct().limit(2 * NODES).toList();
    private final String bootstrap = "localhost:" + ports.get(0);
    private final List<Process> processes = new ArrayList<>();

    @TempDir
    private Path folder;

    @AfterEach
    void kill() throws InterruptedException {
        for (Process process : processes) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void transactionEndsOnAPartitionWhoseBrokerWasAway() throws Exception {
        for (int id = 1; id <= NODES; id++) {
            start(id);
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
                KafkaProducer<String, String> producer = producer()) {
            await(() -> admin.describeCluster().nodes().get().size() == NODES);
            admin.createTopics(List.of(new NewTopic(ON_THE_LAST.topic(), Map.of(0, List.of(NODES)))
                            .configs(Map.of("min.insync.replicas", "1"))))
                    .all()
                    .get();
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(ON_THE_LAST.topic(), "written")).get();
            processes.get(NODES - 1).destroyForcibly().waitFor();
            await(() -> !hasLeader(admin));
            producer.commitTransaction();
            start(NODES);
            await(() -> hasLeader(admin));
            assertThat(firstCommitted()).isEqualTo("written");
        }
    }

    private void start(int id) throws IOException {
        ClusterNode node = new ClusterNode(id, ports.subList(0, NODES), ports.subList(NODES, 2 * NODES));
        processes.add(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BrokerMain.class.getName(),
                        folder.resolve("broker-" + id).toString(),
                        node.text())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        while (!condition.call()) {
            Thread.sleep(100);
        }
    }

    private static boolean hasLeader(Admin admin) throws ExecutionException, InterruptedException {
        return admin.describeTopics(List.of(ON_THE_LAST.topic())).allTopicNames().get().values().stream()
                .flatMap(topic -> topic.partitions().stream())
                .noneMatch(partition ->
                        partition.leader() == null || partition.leader().isEmpty());
    }

    private KafkaProducer<String, String> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, ProducerConfig.TRANSACTIONAL_ID_CONFIG, "writer"),
                new StringSerializer(),
                new StringSerializer());
    }

    /** Returns the first record that is readable within half a minute. */
    private String firstCommitted() {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(List.of(ON_THE_LAST));
            consumer.seekToBeginning(List.of(ON_THE_LAST));
            for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(30))) {
                return record.value();
            }
            return "nothing";
        }
    }
}
