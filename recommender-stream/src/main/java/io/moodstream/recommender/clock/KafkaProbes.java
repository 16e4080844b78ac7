package io.moodstream.recommender.clock;

import io.moodstream.kit.KafkaDefaults;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.UsesKafka;
import io.moodstream.kit.topics.SourceRuns;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.ImageEncoding;
import io.moodstream.schemas.Keys;
import io.moodstream.schemas.SourceSignal;
import io.moodstream.schemas.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes probes to the topic frames, outside the stage's transactions: an open one would hold up whoever reads the
 * topic. Their keys are chosen so that Kafka's default partitioner spreads them over all partitions, here and in every
 * topic after this one. Connects when the first probe is sent. Thread-safe.
 */
@UsesKafka
public final class KafkaProbes implements Probes, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaProbes.class);
    private static final int MOST_BLOCKED_MS = 1_000;

    private final String run = SourceRuns.newId();
    private final StageConfig stage;
    private final Settings settings;
    private @Nullable KafkaProducer<byte[], byte[]> producer;

    /** Creates a sender that is not yet connected. */
    public KafkaProbes(StageConfig stage, Settings settings) {
        this.stage = stage;
        this.settings = settings;
    }

    @Override
    public String run() {
        return run;
    }

    @Override
    public Set<String> send(String lectureId, long number) {
        try {
            KafkaProducer<byte[], byte[]> sender = producer();
            int partitions = sender.partitionsFor(Topics.FRAMES.name()).size();
            Set<String> sources = Set.copyOf(sources(lectureId, partitions).values());
            sources.forEach(source -> send(sender, lectureId, source, number));
            return sources;
        } catch (KafkaException e) {
            LOG.debug("Lecture {}: no probe could be sent; trying again", lectureId, e);
            return Set.of();
        }
    }

    /** Returns for each partition a source of the lecture whose records are written to it. */
    static Map<Integer, String> sources(String lectureId, int partitions) {
        Map<Integer, String> sources = new TreeMap<>();
        for (int n = 0; sources.size() < partitions; n++) {
            String source = "probe-" + n;
            byte[] key = Keys.source(lectureId, source).getBytes(StandardCharsets.UTF_8);
            sources.putIfAbsent(Utils.toPositive(Utils.murmur2(key)) % partitions, source);
        }
        return sources;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a probe that is lost is sent again, because it does not come back
    private void send(KafkaProducer<byte[], byte[]> sender, String lectureId, String source, long number) {
        Frame probe = Frame.newBuilder()
                .setLectureId(lectureId)
                .setSourceId(source)
                .setSequence(number)
                .setCapturedAt(Instant.EPOCH)
                .setEncoding(ImageEncoding.JPEG)
                .setImage(ByteBuffer.allocate(0))
                .setRun(run)
                .setSignal(SourceSignal.PROBE)
                .build();
        byte[] key = Keys.source(lectureId, source).getBytes(StandardCharsets.UTF_8);
        sender.send(new ProducerRecord<>(
                Topics.FRAMES.name(), key, Topics.FRAMES.values().serializer().serialize("", probe)));
    }

    private synchronized KafkaProducer<byte[], byte[]> producer() {
        if (producer == null) {
            Properties properties = KafkaDefaults.producer(stage, settings);
            properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MOST_BLOCKED_MS);
            properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
            producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        }
        return producer;
    }

    @Override
    public synchronized void close() {
        if (producer != null) {
            producer.close(Duration.ofSeconds(1));
        }
    }
}
