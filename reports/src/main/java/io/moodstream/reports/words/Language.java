package io.moodstream.reports.words;

import com.ibm.icu.util.ULocale;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A language of the pages and reports. */
public enum Language {
    ENGLISH("en"),
    GERMAN("de"),
    SPANISH("es"),
    FRENCH("fr"),
    HINDI("hi"),
    ARABIC("ar");

    private static final List<String> TAGS =
            Stream.of(values()).map(Language::tag).toList();

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    /** Returns the language with a tag, such as "de"; empty if there is none. */
    public static Optional<Language> of(@Nullable String tag) {
        return Stream.of(values()).filter(language -> language.tag.equals(tag)).findFirst();
    }

    /**
     * Returns the first language that a reader prefers; English if there is none.
     *
     * @param accepted the header Accept-Language, such as "de-AT,de;q=0.9,en;q=0.5"
     */
    public static Language preferred(@Nullable String accepted) {
        if (accepted == null || accepted.isBlank()) {
            return ENGLISH;
        }
        try {
            return of(Locale.lookupTag(LanguageRange.parse(accepted), TAGS)).orElse(ENGLISH);
        } catch (IllegalArgumentException e) {
            return ENGLISH; // the header is not one
        }
    }

    /** Returns whether it is written from right to left. */
    public boolean isRightToLeft() {
        return ULocale.forLanguageTag(tag).isRightToLeft();
    }

    /** Returns its tag after BCP 47, such as "de". */
    public String tag() {
        return tag;
    }
}
