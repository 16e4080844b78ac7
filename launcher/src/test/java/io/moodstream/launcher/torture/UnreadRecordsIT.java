package io.moodstream.launcher.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.broker.EmbeddedBroker;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.TopicAdmin;
import io.moodstream.kit.topics.PipelineStage;
import io.moodstream.schemas.Topics;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnreadRecordsIT {
    private static final TopicPartition FRAMES = new TopicPartition(Topics.FRAMES.name(), 3);
    private static final byte[] RECORD = {1};

    @Test
    void whereAStageStandsStillIsSaidAndTheMarkerOfATransactionIsNoRecord(@TempDir Path folder) {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
            Settings settings = new Settings(Map.of("STAGE_BOOTSTRAP", broker.bootstrap()));
            try (TopicAdmin admin = TopicAdmin.connect(settings.bind(StageConfig.class), settings);
                    var producer = producer(broker)) {
                admin.create(Topics.ALL);
                producer.initTransactions();
                assertThat(UnreadRecords.look(settings)).isEmpty();

                producer.beginTransaction();
                write(producer, FRAMES);
                write(producer, FRAMES);
                write(producer, new TopicPartition(Topics.FACES.name(), 0));
                producer.flush();
                assertThat(UnreadRecords.look(settings))
                        .containsExactlyInAnyOrder(
                                "the records of frames-3 can be read up to 0 of 2: a transaction has not ended",
                                "the records of faces-0 can be read up to 0 of 1: a transaction has not ended");

                producer.commitTransaction();
                haveRead(admin, PipelineStage.DETECTOR, FRAMES, 1);
                assertThat(UnreadRecords.look(settings))
                        .containsExactlyInAnyOrder(
                                "the detector has not worked on 1 records of frames-3, from offset 1 on",
                                "the classifier has not worked on 1 records of faces-0, from offset 0 on");

                haveRead(admin, PipelineStage.DETECTOR, FRAMES, 2);
                haveRead(admin, PipelineStage.CLASSIFIER, new TopicPartition(Topics.FACES.name(), 0), 1);
                assertThat(UnreadRecords.look(settings)).isEmpty();
            }
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(EmbeddedBroker broker) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrap(), "transactional.id", "writer"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static void write(KafkaProducer<byte[], byte[]> producer, TopicPartition to) {
        var unused = producer.send(new ProducerRecord<>(to.topic(), to.partition(), null, RECORD));
    }

    private static void haveRead(TopicAdmin admin, PipelineStage stage, TopicPartition partition, long next) {
        admin.get(admin.admin()
                .alterConsumerGroupOffsets(stage.applicationId(), Map.of(partition, new OffsetAndMetadata(next)))
                .all());
    }
}
