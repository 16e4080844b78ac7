package io.moodstream.broker;

import java.lang.reflect.Proxy;

/**
 * Handles signals of the operating system. This uses {@code sun.misc.Signal}, by reflection because javac warns of it
 * in a way that cannot be suppressed.
 */
public final class Signals {
    private Signals() {}

    /**
     * Runs the action, on a thread of the JVM, whenever the signal arrives.
     *
     * @param name the signal's name without SIG, such as INT
     */
    public static void on(String name, Runnable action) {
        handle(
                name,
                handler -> Proxy.newProxyInstance(
                        Signals.class.getClassLoader(), new Class<?>[] {handler}, (self, method, arguments) -> {
                            if (method.getName().equals("handle")) {
                                action.run();
                            }
                            return null;
                        }));
    }

    /**
     * Lets the signal do what it does to a program that does not handle it, past Java.
     *
     * @param name the signal's name without SIG, such as INT
     */
    public static void restore(String name) {
        handle(name, handler -> handler.getField("SIG_DFL").get(null));
    }

    private static void handle(String name, HandlerOf made) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), made.of(handler));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("This JVM cannot handle SIG" + name, e);
        }
    }

    private interface HandlerOf {
        Object of(Class<?> type) throws ReflectiveOperationException;
    }
}
