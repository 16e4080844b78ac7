package io.moodstream.dashboard.http;

import io.javalin.http.Context;
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
        String policy = ctx.path().equals("/for-you") ? WITH_PLAYERS : POLICY;
        ctx.header(
                        "Content-Security-Policy",
                        policy.replace("media-src 'self' blob:", ("media-src 'self' blob: " + audioOrigins).strip()))
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "same-origin") // with no-referrer, forms of our own pages send Origin: null
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header("Permissions-Policy", "camera=(self), microphone=(), geolocation=()")
                .header("X-Frame-Options", "DENY");
        if (ctx.path().startsWith("/api")) {
            ctx.header("Cache-Control", "no-store");
        }
    }
}
