package io.moodstream.launcher.cli;

import io.moodstream.broker.Signals;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Handles Ctrl-C and SIGTERM: the first one asks the program to stop, the second one ends the JVM at once. A shutdown
 * hook could not tell the second from the first.
 */
public final class ShutdownSignals {
    private static final int INTERRUPTED = 130;

    private ShutdownSignals() {}

    /** Runs the action on a new thread at the first signal. */
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
