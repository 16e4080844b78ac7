package io.moodstream.launcher;

import org.apache.kafka.common.utils.AppInfoParser;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/** The same promise on the broker that everybody runs, where Docker is. */
@NullUnmarked
@EnabledIf(value = "hasDocker", disabledReason = "needs Docker, which is not running here")
class ContainerPipelineIT extends PipelinePromise {
    private static KafkaContainer broker;

    static boolean hasDocker() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    @BeforeAll
    static void start() {
        broker = new KafkaContainer("apache/kafka:" + AppInfoParser.getVersion())
                .withEnv("KAFKA_MESSAGE_MAX_BYTES", "2097152");
        broker.start();
    }

    @AfterAll
    static void stop() {
        if (broker != null) {
            broker.stop();
        }
    }

    @Override
    String bootstrap() {
        return broker.getBootstrapServers();
    }
}
