package io.moodstream.dashboard.http;

import io.javalin.http.Context;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which sites' pages may talk to this server. A browser says in Origin whose page it acts for; other clients say
 * nothing, and whatever they may do is told by their token.
 */
final class Origins {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private final boolean open;
    private final Set<String> allowed;

    Origins(ServerConfig config) {
        this.open = config.open();
        this.allowed = config.allowedOrigins();
    }

    /**
     * Refuses requests that another site's page makes, with CORS headers for those that may.
     *
     * @throws Problem 403
     */
    void check(Context ctx) {
        if (open && !LOOPBACK.contains(hostName(ctx.header("Host")))) {
            // Another site's name that its owner has pointed at this machine (DNS rebinding).
            throw Problem.of(403, "Without a teacher token this serves localhost only, not " + ctx.header("Host"));
        }
        if (open && ctx.headerMap().keySet().stream().anyMatch(Origins::isOfProxy)) {
            // Everybody behind a proxy seems to be on this machine.
            throw Problem.of(
                    403, "This came through a proxy, and without a teacher token nobody but this machine is served");
        }
        String origin = ctx.header("Origin");
        if (origin != null && allowed.contains(origin)) {
            ctx.header("Access-Control-Allow-Origin", origin).header("Vary", "Origin");
        } else if (origin != null && changes(ctx) && !isOwn(origin, ctx.header("Host"))) {
            throw Problem.of(403, "Pages of " + origin + " may not use this; DASHBOARD_ORIGINS can allow it");
        }
    }

    /** What a browser asks before it lets an allowed page send something unusual. */
    void preflight(Context ctx) {
        ctx.header("Access-Control-Allow-Methods", "GET, POST")
                .header("Access-Control-Allow-Headers", "Authorization, Content-Type, Last-Event-ID")
                .header("Access-Control-Max-Age", "600")
                .status(204);
    }

    private static boolean isOfProxy(String header) {
        String name = header.toLowerCase(Locale.ROOT);
        return name.startsWith("x-forwarded-") || name.equals("forwarded");
    }

    private static boolean changes(Context ctx) {
        String method = ctx.req().getMethod();
        boolean reads = method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS");
        return !reads || "websocket".equalsIgnoreCase(ctx.header("Upgrade"));
    }

    private static boolean isOwn(String origin, @Nullable String host) {
        try {
            return host != null && host.equalsIgnoreCase(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String hostName(@Nullable String host) {
        return host == null ? "" : host.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
    }
}
