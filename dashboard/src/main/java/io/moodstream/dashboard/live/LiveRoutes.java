package io.moodstream.dashboard.live;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.moodstream.dashboard.http.Access;
import io.moodstream.dashboard.http.Caller;
import io.moodstream.dashboard.http.Problem;
import io.moodstream.dashboard.http.Routes;
import io.moodstream.dashboard.lectures.Visibility;
import io.moodstream.schemas.Keys;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;

/** A lecture as it happens: server-sent events. A lecture that has not begun can be listened to already. */
public final class LiveRoutes implements Routes {
    /** Bytes of events that may wait for one listener: some minutes' worth. */
    private static final int ROOM = 256 * 1024;

    private final Access access;
    private final LiveLectures live;
    private final ConnectionLimits places;

    /** With places for so many listeners at a time. */
    public LiveRoutes(Access access, LiveLectures live, ConnectionLimits places) {
        this.access = access;
        this.live = live;
        this.places = places;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/lectures/{id}/live", this::listen);
    }

    private void listen(Context ctx) {
        String lecture = ctx.pathParam("id");
        if (!Keys.isName(lecture) || lecture.equals(Keys.PHOTOS)) {
            throw Problem.badValue("id", lecture, "1 to 100 characters out of A-Z a-z 0-9 . _ -, and not photos");
        }
        Caller caller = access.caller(ctx);
        caller.requireLecture(lecture);
        Visibility audience = Visibility.of(caller);
        String lastEventId = ctx.header("Last-Event-ID");
        Runnable leave = places.take(caller);
        ctx.contentType("text/event-stream").header("X-Accel-Buffering", "no");
        ctx.future(() -> {
            live.join(lecture, audience, lastEventId, open(ctx, leave));
            return new CompletableFuture<>(); // never done: the connection itself ends the exchange
        });
    }

    /** Javalin has made the exchange asynchronous by now. */
    private LiveConnection open(Context ctx, Runnable leave) {
        try {
            // The servlet's own stream: Javalin's would compress, and so hold events back.
            ServletOutputStream out = ctx.res().getOutputStream();
            AsyncContext exchange = ctx.req().getAsyncContext();
            exchange.setTimeout(0);
            LiveConnection connection = new LiveConnection(exchange, out, ROOM, leave);
            out.setWriteListener(connection);
            return connection;
        } catch (IOException e) {
            leave.run();
            throw new UncheckedIOException(e);
        }
    }
}
