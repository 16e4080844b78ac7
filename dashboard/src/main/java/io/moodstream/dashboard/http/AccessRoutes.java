package io.moodstream.dashboard.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.moodstream.schemas.Keys;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Signing in, joining, leaving, and asking who one is. */
public final class AccessRoutes implements Routes {
    private final ObjectMapper mapper = new ObjectMapper();
    private final Access access;

    /** By that access. */
    public AccessRoutes(Access access) {
        this.access = access;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/me", this::me);
        routes.post("/api/sign-in", ctx -> {
            access.signIn(ctx, text(body(ctx), "token"));
            ctx.status(204);
        });
        routes.post("/api/sign-out", ctx -> {
            access.signOut(ctx);
            ctx.status(204);
        });
        routes.post("/api/join", ctx -> {
            JsonNode body = body(ctx);
            ctx.json(access.join(ctx, lecture(body), body.path("code").asText("")));
        });
        routes.post("/api/leave", ctx -> {
            access.leave(ctx, lecture(body(ctx)));
            ctx.status(204);
        });
    }

    private void me(Context ctx) {
        Caller caller = access.caller(ctx);
        Map<String, Object> me = new LinkedHashMap<>();
        me.put("role", caller.role().toString());
        me.put("open", access.isOpen());
        me.put("pictures", caller.mayPicture());
        me.put("seats", caller.seats());
        ctx.json(me);
    }

    private JsonNode body(Context ctx) {
        Bodies.requireSmall(ctx);
        byte[] body = ctx.bodyAsBytes();
        try {
            return mapper.readTree(body);
        } catch (IOException e) {
            throw Problem.of(400, "The body is no JSON: expected an object");
        }
    }

    private static String lecture(JsonNode body) {
        String lecture = text(body, "lecture");
        if (!Keys.isName(lecture) || lecture.equals(Keys.PHOTOS)) {
            throw Problem.badValue("lecture", lecture, "1 to 100 characters out of A-Z a-z 0-9 . _ -, and not photos");
        }
        return lecture;
    }

    private static String text(JsonNode body, String field) {
        JsonNode value = body.path(field);
        if (!value.isTextual()) {
            throw Problem.badValue(field, value, "a text");
        }
        return value.asText();
    }
}
