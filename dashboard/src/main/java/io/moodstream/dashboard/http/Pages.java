package io.moodstream.dashboard.http;

import io.javalin.config.RoutesConfig;
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
        byte[] html = Resources.read("/web/" + name + ".html");
        return ctx -> ctx.header("Cache-Control", "no-cache")
                .contentType("text/html; charset=utf-8")
                .result(html);
    }
}
