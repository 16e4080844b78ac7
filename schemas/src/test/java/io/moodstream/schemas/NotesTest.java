package io.moodstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "slide 12",
                "Übung: ω → 2 < 3",
                "\uD83D\uDE42",
                "\uD83D\uDC69\u200D\uD83C\uDFEB",
                "\u0915\u094D\u200D\u0937"
            })
    void aLineOfTextIsANote(String text) {
        assertThat(Notes.isNote(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "two\nlines", "tab\there", "\u0001", "\u0085", "\uFFFE", "\uFFFF", "\uD83D"})
    void textThatNoPageCanShowIsNoNote(String text) {
        assertThat(Notes.isNote(text)).isFalse();
    }

    /** Zero-width and other unseen characters alone; controls that turn the direction of the page around them. */
    @ParameterizedTest
    @ValueSource(strings = {"\u200B", "\u200E \u200D", "\u3164", "\u2800", "a\u202Eb", "\u2066a", "a\u2028b"})
    void textThatNobodySeesIsNoNote(String text) {
        assertThat(Notes.isNote(text)).isFalse();
    }

    @Test
    void aNoteHasAtMost200Characters() {
        assertThat(Notes.isNote("a".repeat(200))).isTrue();
        assertThat(Notes.isNote("a".repeat(201))).isFalse();
    }

    @Test
    void aNoteRefersToNoFutureMoment() {
        Instant now = Instant.parse("2026-03-02T08:10:00Z");

        assertThat(Notes.isMoment(now, now)).isTrue();
        assertThat(Notes.isMoment(Instant.EPOCH, now)).isTrue();
        assertThat(Notes.isMoment(now.plusMillis(1), now)).isFalse();
        assertThat(Notes.isMoment(Instant.EPOCH.minusMillis(1), now)).isFalse();
    }
}
