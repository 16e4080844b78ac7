package io.moodstream.dashboard.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.moodstream.schemas.Keys;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Endpoints to sign in and out, to join and leave a lecture, and to ask for one's own role. */
public final class AccessRoutes implements Routes {
    private final Access access;
    private final Consumer<Seat> leaving;

    /**
     * Serves these endpoints with the given access control.
     *
     * @param leaving is called before a seat is released; if it fails, the seat stays
     */
    public AccessRoutes(Access access, Consumer<Seat> leaving) {
        this.access = access;
        this.leaving = leaving;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/me", this::me);
        routes.post("/api/sign-in", ctx -> {
            access.signIn(ctx, JsonBody.text(JsonBody.of(ctx), "token"));
            ctx.status(204);
        });
        routes.post("/api/sign-out", ctx -> {
            List<Seat> seats = access.caller(ctx).seats();
            access.signOut(ctx); // also if a seat stays
            seats.forEach(leaving);
            access.leaveAll(ctx);
            ctx.status(204);
        });
        routes.post("/api/join", ctx -> {
            JsonNode body = JsonBody.of(ctx);
            ctx.json(access.join(ctx, lecture(body), body.path("code").asText("")));
        });
        routes.post("/api/leave", ctx -> {
            String lecture = lecture(JsonBody.of(ctx));
            access.caller(ctx).seat(lecture).ifPresent(leaving);
            access.leave(ctx, lecture);
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

    private static String lecture(JsonNode body) {
        String lecture = JsonBody.text(body, "lecture");
        if (!Keys.isName(lecture) || lecture.equals(Keys.PHOTOS)) {
            throw Problem.badValue("lecture", lecture, Keys.NAME_RULE + ", and not photos");
        }
        return lecture;
    }
}
