package io.moodstream.dashboard.http;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Adds headers that restrict in the browser what pages may do (OWASP Secure Headers). */
final class SecurityHeaders {
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self'; font-src 'self'; "
            + "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /** Also allows the embedded music players, which are loaded only after a click. */
    private static final String WITH_PLAYERS =
            POLICY + "; frame-src https://www.youtube-nocookie.com https://open.spotify.com";

    private final String audioOrigins;

    /**
     * Creates them.
     *
     * @param audioOrigins other sites whose audio the pages may play
     */
    SecurityHeaders(Set<String> audioOrigins) {
        this.audioOrigins = String.join(" ", audioOrigins);
    }

    void add(Context ctx) {
        of(ctx.path()).forEach(ctx::header);
    }

    /** Returns the headers for a response, by the path of its request. */
    Map<String, String> of(String path) {
        String policy = path.equals("/for-you") ? WITH_PLAYERS : POLICY;
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(
                "Content-Security-Policy",
                policy.replace("media-src 'self' blob:", ("media-src 'self' blob: " + audioOrigins).strip()));
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Referrer-Policy", "same-origin"); // with no-referrer, forms of our own pages send Origin: null
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        headers.put("Permissions-Policy", "camera=(self), microphone=(), geolocation=()");
        headers.put("X-Frame-Options", "DENY");
        if (path.startsWith("/api")) {
            headers.put("Cache-Control", "no-store");
        }
        return headers;
    }
}
