package io.moodstream.dashboard.http;

import io.javalin.http.Context;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;

/**
 * Tells how many bytes have arrived on a connection. Unlike messages and pongs, they also show that the other side is
 * there while a long message arrives slowly.
 */
public final class ReceivedBytes {
    private static final String END_POINT = ReceivedBytes.class.getName();

    private ReceivedBytes() {}

    /** Remembers the connection of a request. */
    static void remember(Request request) {
        request.setAttribute(
                END_POINT, request.getConnectionMetaData().getConnection().getEndPoint());
    }

    /** Returns the bytes of a request's connection, or of the WebSocket that it becomes. */
    public static LongSupplier of(Context ctx) {
        EndPoint connection = (EndPoint) Objects.requireNonNull(ctx.req().getAttribute(END_POINT));
        return () -> connection.getConnection().getBytesIn();
    }
}
