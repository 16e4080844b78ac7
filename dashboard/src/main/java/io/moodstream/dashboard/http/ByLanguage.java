package io.moodstream.dashboard.http;

import io.javalin.http.Context;
import io.moodstream.reports.words.Language;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** Holds something in all languages, such as a page. */
public final class ByLanguage<T> {
    private final Map<Language, T> all = new EnumMap<>(Language.class);

    /** Makes it in each language. */
    public ByLanguage(Function<Language, T> made) {
        for (Language language : Language.values()) {
            all.put(language, made.apply(language));
        }
    }

    /** Returns it in the reader's language, and tells caches what that depends on. */
    public T of(Context ctx) {
        return in(PageLanguage.of(ctx));
    }

    /** Returns it in a language. */
    T in(Language language) {
        return Objects.requireNonNull(all.get(language));
    }
}
