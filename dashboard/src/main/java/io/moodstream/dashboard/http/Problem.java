package io.moodstream.dashboard.http;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer that says what is wrong: RFC 9457, {@code application/problem+json}. */
public final class Problem extends RuntimeException {
    /** Its media type. */
    public static final String TYPE = "application/problem+json";

    private final int status;
    private final Map<String, Object> members = new LinkedHashMap<>();

    private Problem(int status, String detail) {
        super(detail, null, false, false); // an answer, not a fault: nobody needs its stack trace
        this.status = status;
    }

    /**
     * A problem.
     *
     * @param status of HTTP
     * @param detail one sentence for whoever made the request
     */
    public static Problem of(int status, String detail) {
        return new Problem(status, detail);
    }

    /** 400: which field, which value, what was expected. */
    public static Problem badValue(String field, Object value, String expected) {
        return of(400, field + "=" + value + ": expected " + expected).with("field", field);
    }

    /** Adds a member. */
    public Problem with(String name, Object value) {
        members.put(name, value);
        return this;
    }

    /** The status of HTTP. */
    public int status() {
        return status;
    }

    /** Its JSON. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", "about:blank");
        json.put("title", HttpStatus.forStatus(status).getMessage());
        json.put("status", status);
        json.put("detail", String.valueOf(getMessage()));
        json.putAll(members);
        return json;
    }

    /** Answers with it. A member {@code retryAfter}, seconds, becomes the header too. */
    public void answer(Context ctx) {
        Object wait = members.get("retryAfter");
        if (wait != null) {
            ctx.header("Retry-After", wait.toString());
        }
        ctx.status(status).json(json()).contentType(TYPE);
    }
}
