package io.moodstream.dashboard.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import java.io.IOException;

/** A request's body of a few words, as JSON. */
public final class JsonBody {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private JsonBody() {}

    /**
     * Reads it.
     *
     * @throws Problem 413 if it is longer than a few words or does not say how long it is, 400 if it is no JSON
     */
    public static JsonNode of(Context ctx) {
        Bodies.requireSmall(ctx);
        byte[] body = ctx.bodyAsBytes();
        try {
            return MAPPER.readTree(body);
        } catch (IOException e) {
            throw Problem.of(400, "The body is no JSON: expected an object");
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
