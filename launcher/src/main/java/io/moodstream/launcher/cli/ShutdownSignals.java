package io.moodstream.launcher.cli;

import io.moodstream.broker.Signals;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ctrl-C and SIGTERM: the first asks to stop, the second ends the JVM at once. A shutdown hook cannot tell a second one
 * from the first.
 */
public final class ShutdownSignals {
    private static final int INTERRUPTED = 130;

    private ShutdownSignals() {}

    /** Runs the action at the first signal, on a thread of its own. */
    public static void onFirst(Runnable stop) {
        AtomicInteger signals = new AtomicInteger();
        handle("INT", signals, stop);
        handle("TERM", signals, stop);
    }

    private static void handle(String name, AtomicInteger signals, Runnable stop) {
        Signals.on(name, () -> {
            if (signals.getAndIncrement() == 0) {
                new Thread(stop, "stop").start();
            } else {
                Runtime.getRuntime().halt(INTERRUPTED);
            }
        });
    }
}
