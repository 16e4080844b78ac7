package io.moodstream.launcher.cli;

import io.moodstream.broker.Signals;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Handles Ctrl-C and SIGTERM: the first one asks the program to stop, the second one ends the JVM at once. A shutdown
 * hook could not tell the second from the first.
 */
public final class ShutdownSignals {
    /** For the last words, which nobody may read: a terminal can stand still. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private ShutdownSignals() {}

    /** Runs the action on a new thread at the first signal. */
    public static void onFirst(Runnable stop) {
        on(signal -> stop.run(), () -> {});
    }

    /**
     * Runs an action on a new thread at the first signal, and another one before the second signal ends the JVM.
     *
     * @param stop what the first signal does
     * @param last what is said at the second one
     */
    public static void on(Consumer<ShutdownSignal> stop, Runnable last) {
        AtomicInteger signals = new AtomicInteger();
        for (ShutdownSignal signal : ShutdownSignal.values()) {
            Signals.on(signal.name(), () -> {
                if (signals.getAndIncrement() == 0) {
                    new Thread(() -> stop.accept(signal), "stop").start();
                } else {
                    waitFor(last);
                    signal.end();
                }
            });
        }
    }

    private static void waitFor(Runnable last) {
        Thread speaker = new Thread(last, "last-words");
        speaker.start();
        try {
            speaker.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // it ends now anyway
        }
    }
}
