package io.moodstream.dashboard.http;

import io.javalin.http.Context;

/** Headers with which browsers hold pages to what they need (OWASP Secure Headers). */
final class SecurityHeaders {
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self'; font-src 'self'; "
            + "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /** Music plays in its owner's player, once somebody has asked for it. */
    private static final String WITH_PLAYERS =
            POLICY + "; frame-src https://www.youtube-nocookie.com https://open.spotify.com";

    private SecurityHeaders() {}

    static void add(Context ctx) {
        ctx.header("Content-Security-Policy", ctx.path().equals("/for-you") ? WITH_PLAYERS : POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "same-origin") // with no-referrer, forms of own pages say Origin: null
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header("Permissions-Policy", "camera=(self), microphone=(), geolocation=()")
                .header("X-Frame-Options", "DENY");
        if (ctx.path().startsWith("/api")) {
            ctx.header("Cache-Control", "no-store");
        }
    }
}
