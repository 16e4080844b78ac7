package io.moodstream.dashboard.http;

import io.javalin.http.Context;
import io.moodstream.reports.words.Language;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Chooses the language in which a page is sent. */
public final class PageLanguage {
    private static final String COOKIE = "language";

    private PageLanguage() {}

    /** Returns the language that the reader has chosen on a page, or else the first that the browser prefers. */
    public static Language of(Context ctx) {
        return Language.of(ctx.cookie(COOKIE)).orElseGet(() -> Language.preferred(ctx.header("Accept-Language")));
    }

    /** Says to caches what the language depends on. */
    public static void vary(Context ctx) {
        ctx.header("Vary", "Accept-Language, Cookie");
    }

    /** Returns something for each language. */
    public static <T> Map<Language, T> each(Function<Language, T> made) {
        return Stream.of(Language.values()).collect(Collectors.toUnmodifiableMap(language -> language, made));
    }
}
