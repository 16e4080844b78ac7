package io.moodstream.dashboard.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;

/** Serves the HTML of the pages; they load their data from the API. */
public final class Pages implements Routes {
    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/", page("index"));
        routes.get("/sign-in", page("sign-in"));
        routes.get("/lectures/{lecture}", page("lecture"));
        routes.get("/join", page("join"));
        routes.get("/join/{lecture}", page("join"));
        routes.get("/for-you", page("for-you"));
        routes.get("/api", page("api"));
    }

    private static Handler page(String name) {
        ByLanguage<byte[]> pages = read(name);
        return ctx -> send(ctx.header("Cache-Control", "no-cache"), pages);
    }

    /** Reads a page in all languages. */
    static ByLanguage<byte[]> read(String name) {
        return new ByLanguage<>(language -> Resources.read("/web/" + language.tag() + "/" + name + ".html"));
    }

    /** Responds with a page in the reader's language. */
    static void send(Context ctx, ByLanguage<byte[]> pages) {
        ctx.contentType("text/html; charset=utf-8").result(pages.of(ctx));
    }
}
