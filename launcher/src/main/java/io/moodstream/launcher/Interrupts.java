package io.moodstream.launcher;

import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ctrl-C and SIGTERM: the first asks to stop, the second ends the JVM at once. A shutdown hook cannot tell a second one
 * from the first, so this uses {@code sun.misc.Signal}, by reflection because javac warns of it in a way that cannot be
 * silenced.
 */
final class Interrupts {
    private static final int INTERRUPTED = 130;

    private Interrupts() {}

    /** Runs the action at the first signal, on a thread of its own. */
    static void onFirst(Runnable stop) {
        AtomicInteger signals = new AtomicInteger();
        handle("INT", signals, stop);
        handle("TERM", signals, stop);
    }

    /** Lets Ctrl-C pass this process by: a parent in the same terminal decides. */
    static void ignoreCtrlC() {
        handle("INT", () -> {});
    }

    private static void handle(String name, AtomicInteger signals, Runnable stop) {
        handle(name, () -> {
            if (signals.getAndIncrement() == 0) {
                new Thread(stop, "stop").start();
            } else {
                Runtime.getRuntime().halt(INTERRUPTED);
            }
        });
    }

    private static void handle(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(
                    Interrupts.class.getClassLoader(), new Class<?>[] {handler}, (self, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            action.run();
                        }
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("This JVM cannot handle SIG" + name, e);
        }
    }
}
