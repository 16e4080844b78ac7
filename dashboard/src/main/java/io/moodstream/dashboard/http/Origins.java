package io.moodstream.dashboard.http;

import io.javalin.http.Context;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides which sites' pages may use this server. A browser names the site of the page in the Origin header. Other
 * clients send no Origin; their token decides what they may do.
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
     * Refuses requests from other sites' pages, and adds CORS headers for the allowed ones.
     *
     * @throws Problem 403 if the request is refused
     */
    void check(Context ctx) {
        if (open && !LOOPBACK.contains(hostName(ctx.header("Host")))) {
            // The name of another site whose owner has pointed it at this machine (DNS rebinding).
            throw Problem.of(
                    403, "Without a teacher token this server serves localhost only, not " + ctx.header("Host"));
        }
        if (open && ctx.headerMap().keySet().stream().anyMatch(Origins::isOfProxy)) {
            // Behind a proxy every client appears to be this machine.
            throw Problem.of(
                    403,
                    "The request came through a proxy, but without a teacher token only this machine is served directly");
        }
        String origin = ctx.header("Origin");
        if (origin != null && allowed.contains(origin)) {
            ctx.header("Access-Control-Allow-Origin", origin).header("Vary", "Origin");
        } else if (origin != null && changes(ctx) && !isOwn(origin, ctx.header("Host"))) {
            throw Problem.of(403, "Pages of " + origin + " may not use this server unless DASHBOARD_ORIGINS lists it");
        }
    }

    /** Answers a CORS preflight request. */
    void preflight(Context ctx) {
        ctx.header("Access-Control-Allow-Methods", "GET, POST, PUT, DELETE")
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
