package io.moodstream.dashboard.live;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;

/** Whoever is at the other end of a live connection: takes what comes while it is ready. */
final class FakeListener extends ServletOutputStream {
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private final LiveConnection connection;
    private volatile boolean ready = true;
    private volatile boolean failing;

    /** @param room bytes that may wait for it */
    FakeListener(long room) {
        AsyncContext exchange = (AsyncContext) Proxy.newProxyInstance(
                FakeListener.class.getClassLoader(),
                new Class<?>[] {AsyncContext.class},
                (proxy, call, arguments) -> null);
        connection = new LiveConnection(exchange, this, room, closed -> {});
        connection.onWritePossible();
    }

    LiveConnection connection() {
        return connection;
    }

    /** All that it has taken. */
    synchronized String text() {
        return taken.toString(StandardCharsets.UTF_8);
    }

    /** It reads no more. */
    void stop() {
        ready = false;
    }

    /** It fails as no container should. */
    void fail() {
        failing = true;
    }

    @Override
    public boolean isReady() {
        if (failing) {
            throw new UnsupportedOperationException("on purpose");
        }
        return ready;
    }

    @Override
    public synchronized void write(int one) {
        taken.write(one);
    }

    @Override
    public void setWriteListener(WriteListener listener) {
        throw new UnsupportedOperationException();
    }
}
