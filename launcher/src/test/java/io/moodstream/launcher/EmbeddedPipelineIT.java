package io.moodstream.launcher;

import io.moodstream.broker.EmbeddedBroker;
import java.nio.file.Path;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The promise on the embedded broker. */
@NullUnmarked
class EmbeddedPipelineIT extends PipelinePromise {
    @TempDir
    private static Path data;

    private static EmbeddedBroker broker;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(data, 0);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Override
    String bootstrap() {
        return broker.bootstrap();
    }
}
