package io.moodstream.recommender.clock;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.schemas.Keys;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaProbesTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 8, 50})
    void thereIsASourceForEachPartitionUnderKafkasPartitioner(int partitions) {
        Map<Integer, String> sources = KafkaProbes.sources("algebra", partitions);

        assertThat(sources).hasSize(partitions);
        sources.forEach((partition, source) -> {
            byte[] key = Keys.source("algebra", source).getBytes(StandardCharsets.UTF_8);
            assertThat(BuiltInPartitioner.partitionForKey(key, partitions)).isEqualTo(partition);
        });
    }
}
