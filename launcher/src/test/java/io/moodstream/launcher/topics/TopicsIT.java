package io.moodstream.launcher.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.broker.EmbeddedBroker;
import io.moodstream.launcher.CommandRunner;
import io.moodstream.launcher.CommandRunner.Outcome;
import io.moodstream.schemas.Topics;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Topics that somebody else, or an older version, has created, on a real broker. */
class TopicsIT {
    @TempDir
    private Path data;

    @Test
    void topicsThatDoNotFitAreRefusedByNameAndMendedWhereKafkaAllowsIt() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(data, 0);
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            create(
                    admin,
                    topic("emotions", 4),
                    topic("frames", 8).configs(Map.of("max.message.bytes", "1000000", "retention.ms", "3600000")),
                    topic("lecture-events", 8).configs(Map.of("cleanup.policy", "compact")));

            List<Outcome> starts = List.of(
                    moodstream(broker, "recommend"),
                    moodstream(broker, "ingest", "--source", "sample", "--lecture", "algebra"),
                    moodstream(broker, "lecture", "end", "algebra"),
                    moodstream(broker, "topics", "create"));
            assertThat(starts).allSatisfy(start -> {
                assertThat(start.code()).isEqualTo(2);
                assertThat(start.err())
                        .contains("Topic lecture-events: cleanup.policy is compact; needs delete")
                        .contains("topics create --repair");
            });
            assertThat(starts.get(0).err())
                    .contains("Topic emotions: partitions is 4; needs 8")
                    .contains("Topic frames: max.message.bytes is 1000000; needs at least 1114112");
            assertThat(starts.get(2).err())
                    .as("no frames go through its topics")
                    .doesNotContain("emotions");

            Outcome table = moodstream(broker, "topics", "check");
            assertThat(table.code()).isEqualTo(1);
            assertThat(table.out())
                    .containsPattern("refused +emotions +partitions +4 +8,")
                    .containsPattern("warning +frames +retention.ms +3600000 \\(1 hour\\) +600000 \\(10 minutes\\)")
                    .containsPattern("warning +moods +exists +no +yes");
            assertThat(moodstream(broker, "topics", "check", "--json").out())
                    .contains("\"topic\" : \"emotions\"", "\"refused\" : true", "\"is\" : \"4\"");

            Outcome repair = moodstream(broker, "topics", "create", "--repair");
            assertThat(repair.err()).isEmpty();
            assertThat(repair.code()).isZero();
            assertThat(repair.out())
                    .contains("Topic emotions: partitions was 4 and is 8 now")
                    .contains("Topic frames: max.message.bytes was 1000000 and is 1114112 now")
                    .contains(
                            "Topic frames: retention.ms is still 3600000; needs 600000 (10 minutes). Changing it would"
                                    + " delete records")
                    .contains("moods            created");
            assertThat(moodstream(broker, "topics", "check").out().lines().skip(1))
                    .as("only what would delete records")
                    .isNotEmpty()
                    .allMatch(line -> line.startsWith("warning") && line.contains("retention.ms"));
        }
    }

    @Test
    void partitionsAreAddedOnlyWhereNoRecordAndNoStateIsLost() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(data, 0);
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()));
                var producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", broker.bootstrap()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            assertThat(moodstream(broker, "topics", "create", "--partitions", "0")
                            .err())
                    .contains("--partitions=0: expected 1 to 1000");
            create(admin, topic("lecture-events", 3).configs(Topics.LECTURE_EVENTS.config()));
            create(admin, topic("faces", 5).configs(Topics.FACES.config()));
            Outcome created = moodstream(broker, "topics", "create");
            assertThat(created.code()).isZero();
            assertThat(created.out())
                    .containsPattern("faces +exists, 5 partitions")
                    .containsPattern("moods +created, 8 partitions");
            assertThat(moodstream(broker, "topics", "list").out()).containsPattern("faces +exists, 5 partitions");
            assertThat(partitions(admin, "frames", "lecture-reports", "moods", "photos"))
                    .containsExactly(5, 3, 8, 2);
            assertThat(moodstream(broker, "topics", "check").out())
                    .contains("All " + Topics.ALL.size() + " topics are as they should be");

            Outcome fewer = moodstream(broker, "topics", "create", "--partitions", "2", "--repair");
            assertThat(fewer.code()).isEqualTo(2);
            assertThat(fewer.err())
                    .contains("Not mended: frames, faces, emotions")
                    .doesNotContain("--repair");
            assertThat(fewer.out())
                    .contains("Topic frames: partitions is still 5; needs 2, as --partitions says. Kafka");

            producer.send(new ProducerRecord<>("emotions", new byte[] {1})).get();
            Outcome more = moodstream(broker, "topics", "create", "--partitions", "9", "--repair");
            assertThat(more.code()).isEqualTo(2);
            assertThat(more.out())
                    .contains("Topic frames: partitions was 5 and is 9 now")
                    .contains(
                            "Topic emotions: partitions is still 5; needs 9, but it has records, and with more partitions");
            assertThat(partitions(admin, "lecture-events", "moods")).containsExactly(3, 8);
        }
    }

    @Test
    void topicsOfAnOlderVersionAreAdaptedAndThatIsSaid() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(data, 0);
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()));
                var producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", broker.bootstrap()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            create(admin, topic("frames", 8), topic("photos", 2).configs(Topics.PHOTOS.config()));
            long anHourAgo = System.currentTimeMillis() - 3_600_000;
            for (String topic : List.of("frames", "photos")) { // of which the broker stamps those of photos
                producer.send(new ProducerRecord<>(topic, null, anHourAgo, null, new byte[] {1}))
                        .get();
            }
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, "frames"),
                            List.of(new AlterConfigOp(
                                    new ConfigEntry("retention.ms", "600000"), AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
            assertThat(moodstream(broker, "topics", "check").out().lines())
                    .filteredOn(line -> line.contains("oldest record"))
                    .as("pictures that outlived their retention")
                    .singleElement()
                    .asString()
                    .matches("warning +frames +oldest record +" + Instant.ofEpochMilli(anHourAgo) + " +after .*");

            assertThat(moodstream(broker, "topics", "create").out())
                    .contains("frames           exists, 8 partitions; message.timestamp.type is LogAppendTime now")
                    .contains("lecture-events   created");

            assertThat(moodstream(broker, "topics", "create").out().lines())
                    .allMatch(line -> line.matches("\\S+ +exists, \\d partitions"));
        }
    }

    private static NewTopic topic(String name, int partitions) {
        return new NewTopic(name, partitions, (short) 1);
    }

    private static void create(Admin admin, NewTopic... topics) throws Exception {
        List<String> names = Stream.of(topics).map(NewTopic::name).toList();
        admin.createTopics(List.of(topics)).all().get();
        Awaitility.await().until(() -> admin.listTopics().names().get().containsAll(names));
    }

    private static List<Integer> partitions(Admin admin, String... topics) throws Exception {
        var described = admin.describeTopics(List.of(topics)).allTopicNames().get();
        return List.of(topics).stream()
                .map(name ->
                        Objects.requireNonNull(described.get(name)).partitions().size())
                .toList();
    }

    private static Outcome moodstream(EmbeddedBroker broker, Object... args) {
        return CommandRunner.at(broker).run(args);
    }
}
