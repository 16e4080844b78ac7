package io.moodstream.dashboard.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.moodstream.kit.text.InvalidJsonException;
import io.moodstream.kit.text.StrictJson;

/** Reads small JSON bodies of requests. */
public final class JsonBody {
    private JsonBody() {}

    /**
     * Reads it.
     *
     * @throws Problem 413 if it is longer than a few words or does not say how long it is, 400 if it is no JSON object
     */
    public static JsonNode of(Context ctx) {
        Bodies.requireSmall(ctx);
        try {
            return StrictJson.object(ctx.bodyAsBytes());
        } catch (InvalidJsonException e) {
            throw Problem.of(400, "The body is wrong: " + e.getMessage());
        }
    }

    /**
     * A field's text.
     *
     * @throws Problem 400 if there is none
     */
    public static String text(JsonNode body, String field) {
        JsonNode value = body.path(field);
        if (!value.isTextual()) {
            throw Problem.badValue(field, value, "a text");
        }
        return value.asText();
    }
}
