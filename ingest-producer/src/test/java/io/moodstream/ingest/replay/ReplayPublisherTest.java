package io.moodstream.ingest.replay;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodstream.ingest.publish.PublishListener;
import io.moodstream.kit.topics.SourceRuns;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReplayPublisherTest {
    @Test
    void whereKafkaIsGoneItIsNotWaitedForAsLongAsTheProducerTries() {
        CountDownLatch never = new CountDownLatch(1);
        var producer = new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer()) {
            @Override
            public void flush() {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        ReplayPublisher publisher = new ReplayPublisher(
                producer, SourceRuns.start(producer), 64, new PublishListener() {}, (key, cause) -> never.countDown());

        Iterator<Duration> patience =
                List.of(Duration.ofHours(1), Duration.ZERO).iterator(); // it is stopped
        assertThatThrownBy(() -> publisher.flush(patience::next))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is it still running?");
        never.countDown();
    }
}
