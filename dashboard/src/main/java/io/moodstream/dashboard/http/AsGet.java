package io.moodstream.dashboard.http;

import io.javalin.http.Context;
import org.eclipse.jetty.server.Request;

/**
 * A request with HEAD as the routes see it: a GET, so that its response has the same status and headers. Jetty sends no
 * body, because it goes by the request that came.
 */
public final class AsGet {
    private static final String HEAD = "HEAD";
    private static final String ATTRIBUTE = AsGet.class.getName();

    private AsGet() {}

    /** Returns the method for the routes, and remembers a HEAD. */
    static String method(Request request) {
        if (!request.getMethod().equals(HEAD)) {
            return request.getMethod();
        }
        request.setAttribute(ATTRIBUTE, true);
        return "GET";
    }

    /** Returns whether the client sees only the headers of the response. */
    public static boolean isHead(Context ctx) {
        return ctx.req().getAttribute(ATTRIBUTE) != null;
    }

    /** Returns the method that the client used. */
    static String original(Context ctx) {
        return isHead(ctx) ? HEAD : ctx.method().toString();
    }
}
