package io.moodstream.launcher.demo;

import org.junit.jupiter.api.BeforeAll;

/** The promise with the model that takes a quarter of the time. */
class DemoIT extends DemoPromise {
    @BeforeAll
    static void play() throws Exception {
        play("fast");
    }
}
