package io.moodstream.ingest.replay;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodstream.ingest.publish.PublishListener;
import io.moodstream.kit.topics.SourceRuns;
import io.moodstream.schemas.Counting;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.ImageEncoding;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A Kafka that takes nothing, and a replay that has been stopped. */
@Timeout(60)
class ReplayPublisherTest {
    private static final int ROOM = 2;

    private final CountDownLatch never = new CountDownLatch(1);

    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer()) {
                @Override
                public void flush() {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }
            };

    private final ReplayPublisher publisher = new ReplayPublisher(
            producer,
            SourceRuns.start(producer),
            ROOM,
            new PublishListener() {},
            (key, cause) -> never.countDown(),
            () -> true);

    @Test
    void atItsEndItIsNotWaitedForAsLongAsTheProducerTries() {
        assertThatThrownBy(publisher::flush)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is it still running?");
        never.countDown();
    }

    @Test
    void inTheMiddleItIsNotWaitedForAsLongAsTheProducerTries() throws Exception {
        for (int number = 0; number < ROOM; number++) {
            publisher.publish(frame(number));
        }

        assertThatThrownBy(() -> publisher.publish(frame(ROOM)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is it still running?");
    }

    private static Frame frame(long number) {
        return new Frame(
                "algebra",
                "cam",
                null,
                number,
                Instant.EPOCH,
                ImageEncoding.JPEG,
                ByteBuffer.wrap(new byte[] {1}),
                "run",
                null,
                Counting.ALL);
    }
}
