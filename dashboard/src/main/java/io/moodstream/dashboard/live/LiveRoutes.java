package io.moodstream.dashboard.live;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.moodstream.dashboard.http.Access;
import io.moodstream.dashboard.http.AsGet;
import io.moodstream.dashboard.http.Caller;
import io.moodstream.dashboard.http.Problem;
import io.moodstream.dashboard.http.Routes;
import io.moodstream.dashboard.lectures.Visibility;
import io.moodstream.schemas.Keys;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Streams the events of a lecture as server-sent events. A client may connect before the lecture begins. A page that
 * comes back with its name closes its older connection, about whose death the server may not know for minutes.
 */
public final class LiveRoutes implements Routes {
    /** Maximum bytes of events queued for one listener: some minutes' worth. */
    private static final int ROOM = 256 * 1024;

    private final Access access;
    private final LiveLectures live;
    private final ConnectionLimits limits;
    private final Map<String, LiveConnection> pages = new ConcurrentHashMap<>();

    /** Serves live events within the given limits. */
    public LiveRoutes(Access access, LiveLectures live, ConnectionLimits limits) {
        this.access = access;
        this.live = live;
        this.limits = limits;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/lectures/{id}/live", this::listen);
    }

    private void listen(Context ctx) {
        String lecture = ctx.pathParam("id");
        if (!Keys.isName(lecture) || lecture.equals(Keys.PHOTOS)) {
            throw Problem.badValue("id", lecture, Keys.NAME_RULE + ", and not photos");
        }
        Caller caller = access.caller(ctx);
        caller.requireLecture(lecture);
        Visibility visibility = Visibility.of(caller);
        String lastEventId = ctx.header("Last-Event-ID");
        ctx.contentType("text/event-stream").header("X-Accel-Buffering", "no");
        if (AsGet.isHead(ctx)) {
            return; // nobody would listen
        }
        Optional<String> page =
                Optional.ofNullable(ctx.queryParam("page")).map(name -> caller.client() + "/" + lecture + "/" + name);
        page.map(pages::remove).ifPresent(LiveConnection::close);
        Runnable leave = limits.take(caller);
        ctx.future(() -> {
            LiveConnection connection = open(ctx, leave, closed -> page.ifPresent(name -> pages.remove(name, closed)));
            page.ifPresent(name -> pages.put(name, connection));
            live.join(lecture, visibility, lastEventId, connection);
            return new CompletableFuture<>(); // never completes: the connection itself ends the exchange
        });
    }

    /** Opens the connection; by now Javalin has made the exchange asynchronous. */
    private static LiveConnection open(Context ctx, Runnable leave, Consumer<LiveConnection> forget) {
        try {
            // The servlet's own stream: Javalin's would compress, and so delay events.
            ServletOutputStream out = ctx.res().getOutputStream();
            AsyncContext exchange = ctx.req().getAsyncContext();
            exchange.setTimeout(0);
            LiveConnection connection = new LiveConnection(exchange, out, ROOM, closed -> {
                leave.run();
                forget.accept(closed);
            });
            out.setWriteListener(connection);
            return connection;
        } catch (IOException e) {
            leave.run();
            throw new UncheckedIOException(e);
        }
    }
}
