package io.moodstream.dashboard.consents;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.moodstream.dashboard.http.Access;
import io.moodstream.dashboard.http.JsonBody;
import io.moodstream.dashboard.http.Problem;
import io.moodstream.dashboard.http.Routes;
import io.moodstream.dashboard.http.Seat;
import io.moodstream.schemas.Consent;
import io.moodstream.schemas.Keys;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/users/{id}/consent}: only users themselves agree; they and teachers, whom they may ask, see and withdraw
 * it.
 */
public final class ConsentRoutes implements Routes {
    private final Access access;
    private final Consents consents;

    /** Serves these endpoints. */
    public ConsentRoutes(Access access, Consents consents) {
        this.access = access;
        this.consents = consents;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/users/{id}/consent", this::get);
        routes.put("/api/users/{id}/consent", this::give);
        routes.delete("/api/users/{id}/consent", this::withdraw);
    }

    private void get(Context ctx) {
        String user = user(ctx);
        ctx.json(consents.of(user).map(ConsentJson::of).orElseThrow(() -> none(user)));
    }

    private void give(Context ctx) {
        String user = user(ctx);
        Seat seat = access.caller(ctx).seats().stream()
                .filter(held -> held.user().equals(user))
                .findFirst()
                .orElseThrow(
                        () -> Problem.of(403, "Nobody can agree for somebody else: only the user itself may do this"));
        JsonNode body = JsonBody.of(ctx);
        ctx.json(ConsentJson.of(consents.give(seat, name(body, "words"), name(body, "how"))));
    }

    private void withdraw(Context ctx) {
        String user = user(ctx);
        ctx.json(consents.withdraw(user).map(ConsentJson::of).orElseThrow(() -> none(user)));
    }

    private static Problem none(String user) {
        return Problem.of(404, "No consent of the user " + user + " is stored");
    }

    private static String name(JsonNode body, String field) {
        String value = JsonBody.text(body, field);
        if (!Keys.isName(value)) {
            throw Problem.badValue(field, value, Keys.NAME_RULE);
        }
        return value;
    }

    private String user(Context ctx) {
        String user = ctx.pathParam("id");
        if (!Keys.isName(user)) {
            throw Problem.badValue("id", user, Keys.NAME_RULE);
        }
        access.caller(ctx).requireUser(user);
        return user;
    }

    private record ConsentJson(
            String user,
            @JsonInclude @Nullable String lecture,
            String givenAt,
            String words,
            String how,
            @JsonInclude @Nullable String withdrawnAt) {
        static ConsentJson of(Consent consent) {
            return new ConsentJson(
                    consent.getUserId(),
                    consent.getLectureId(),
                    consent.getGivenAt().toString(),
                    consent.getWords(),
                    consent.getHow(),
                    consent.getWithdrawnAt() == null
                            ? null
                            : consent.getWithdrawnAt().toString());
        }
    }
}
