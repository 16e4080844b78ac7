package io.moodstream.dashboard.http;

import io.javalin.http.Context;
import java.util.Collections;

/**
 * Where a request comes from.
 *
 * @param trustProxy whether to believe the headers of a reverse proxy; anybody can send them where there is none
 */
record ClientAddress(boolean trustProxy) {

    /** The client's address: the last one in X-Forwarded-For, which is what the proxy itself has seen. */
    String of(Context ctx) {
        String forwarded = last(ctx, "X-Forwarded-For");
        return forwarded.isEmpty() ? ctx.req().getRemoteAddr() : forwarded;
    }

    /** Whether the browser speaks https, so that its cookies should stay there. */
    boolean isSecure(Context ctx) {
        return ctx.req().isSecure() || "https".equals(last(ctx, "X-Forwarded-Proto"));
    }

    /** The last value: a proxy adds its own to those a client has sent, to their line or as another one. */
    private String last(Context ctx, String header) {
        String last = "";
        if (trustProxy) {
            for (String line : Collections.list(ctx.req().getHeaders(header))) {
                last = line.substring(line.lastIndexOf(',') + 1).strip();
            }
        }
        return last;
    }
}
