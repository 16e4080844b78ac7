package io.moodstream.dashboard.http;

import io.javalin.http.Context;

/**
 * Where a request comes from.
 *
 * @param trustProxy whether to believe the headers of a reverse proxy; anybody can send them where there is none
 */
record ClientAddress(boolean trustProxy) {

    /** The client's address: the last one in X-Forwarded-For, which is what the proxy itself has seen. */
    String of(Context ctx) {
        String forwarded = trustProxy ? ctx.header("X-Forwarded-For") : null;
        return forwarded == null
                ? ctx.req().getRemoteAddr()
                : forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
    }

    /** Whether the browser speaks https, so that its cookies should stay there. */
    boolean isSecure(Context ctx) {
        return ctx.req().isSecure() || (trustProxy && "https".equals(ctx.header("X-Forwarded-Proto")));
    }
}
