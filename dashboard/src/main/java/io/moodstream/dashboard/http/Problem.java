package io.moodstream.dashboard.http;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.LinkedHashMap;
import java.util.Map;

/** An error response that says what is wrong: RFC 9457, {@code application/problem+json}. */
public final class Problem extends RuntimeException {
    /** Its media type. */
    public static final String TYPE = "application/problem+json";

    private final int status;
    private final Map<String, Object> members = new LinkedHashMap<>();

    private Problem(int status, String detail) {
        super(detail, null, false, false); // a response, not a fault: no stack trace is needed
        this.status = status;
    }

    /**
     * Creates a problem.
     *
     * @param status the HTTP status
     * @param detail one sentence for the person who made the request: never an exception's message
     */
    public static Problem of(int status, String detail) {
        return new Problem(status, detail);
    }

    /** Creates a problem 400 that names the field, its value and what was expected. */
    public static Problem badValue(String field, Object value, String expected) {
        return of(400, field + "=" + value + ": expected " + expected).with("field", field);
    }

    /** Names the kind of problem, for which pages have a sentence in each language: the member {@code type}. */
    public Problem kind(String kind) {
        return with("type", "urn:moodstream:problem:" + kind);
    }

    /** Adds a member to the JSON. */
    public Problem with(String name, Object value) {
        members.put(name, value);
        return this;
    }

    /** Returns the HTTP status. */
    public int status() {
        return status;
    }

    /** Returns the JSON of this problem. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", "about:blank");
        json.put("title", HttpStatus.forStatus(status).getMessage());
        json.put("status", status);
        json.put("detail", String.valueOf(getMessage()));
        json.putAll(members);
        return json;
    }

    /** Responds with this problem. A member {@code retryAfter} (seconds) is also sent as the header Retry-After. */
    public void answer(Context ctx) {
        Object wait = members.get("retryAfter");
        if (wait != null) {
            ctx.header("Retry-After", wait.toString());
        }
        ctx.status(status).json(json()).contentType(TYPE);
    }
}
