package io.moodstream.launcher.demo;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** The promise with the model that the demo has by default. */
@Tag("nightly")
class StandardDemoIT extends DemoPromise {
    @BeforeAll
    static void play() throws Exception {
        play("standard");
    }
}
