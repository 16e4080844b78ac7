package io.moodstream.dashboard.http;

import io.javalin.http.Context;
import java.util.Collections;

/**
 * Determines the address of a request's client.
 *
 * @param trustProxy whether to trust the headers of a reverse proxy; without a proxy anybody can forge them
 */
record ClientAddress(boolean trustProxy) {

    /**
     * Returns the client's address; behind a proxy the last one in X-Forwarded-For, which the proxy itself has added.
     */
    String of(Context ctx) {
        String forwarded = last(ctx, "X-Forwarded-For");
        return forwarded.isEmpty() ? ctx.req().getRemoteAddr() : forwarded;
    }

    /** Returns whether the browser uses https, so that its cookies are marked Secure. */
    boolean isSecure(Context ctx) {
        return ctx.req().isSecure() || "https".equals(last(ctx, "X-Forwarded-Proto"));
    }

    /** Returns the last value: a proxy appends its own to the values of the client, in the same line or in another. */
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
