package io.moodstream.dashboard.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The pages' HTML; what they show they ask the API for. */
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
        byte[] html = read("/web/" + name + ".html");
        return ctx -> ctx.header("Cache-Control", "no-cache")
                .contentType("text/html; charset=utf-8")
                .result(html);
    }

    private static byte[] read(String resource) {
        try (InputStream in = Pages.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is not in this build; npm run web makes it");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
