package io.moodstream.dashboard.http;

import io.javalin.http.Context;
import io.moodstream.reports.words.Language;

/** Chooses the language in which a page is sent. */
public final class PageLanguage {
    /** The cookie of a reader who has chosen a language on a page. */
    static final String COOKIE = "language";

    private PageLanguage() {}

    /**
     * Returns the language that the reader has chosen on a page, or else the first that the browser prefers, and tells
     * caches what it depends on.
     */
    public static Language of(Context ctx) {
        ctx.header("Vary", "Accept-Language, Cookie");
        return Language.of(ctx.cookie(COOKIE)).orElseGet(() -> Language.preferred(ctx.header("Accept-Language")));
    }
}
