package io.moodstream.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.schemas.Topics;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.DescribeConfigsResult;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.Test;

class TopicAdminTest {

    /** The bundled broker knows no rights, so that only the refusal is made up. */
    @Test
    void withoutTheRightToReadSettingsNoTopicIsAdaptedAndNothingFails() {
        Admin refusing = (Admin) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Admin.class}, (proxy, method, args) -> {
                    if (method.getName().equals("describeConfigs")) {
                        return new Refused();
                    }
                    return null;
                });
        StageConfig stage = new Settings(Map.of()).bind(StageConfig.class);
        try (TopicAdmin admin = new TopicAdmin(refusing, stage)) {
            assertThat(admin.stampOnWriting(List.of(Topics.FRAMES, Topics.MOODS)))
                    .isEmpty();
        }
    }

    private static final class Refused extends DescribeConfigsResult {
        Refused() {
            super(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, "frames"), refused()));
        }

        private static KafkaFuture<Config> refused() {
            KafkaFutureImpl<Config> future = new KafkaFutureImpl<>();
            future.completeExceptionally(new TopicAuthorizationException("frames"));
            return future;
        }
    }
}
