package io.moodstream.recommender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodstream.schemas.LectureEvent;
import io.moodstream.schemas.LectureEventKind;
import io.moodstream.schemas.Topics;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventValidatorTest {
    /** Makes Avro trust the records: it copies trusted classes only. */
    @BeforeAll
    static void trustOurRecords() {
        assertThat(Topics.ALL).contains(Topics.LECTURE_EVENTS);
    }

    private final EventValidator validator = new EventValidator(Duration.ofMinutes(1));

    @Test
    void aValidEventIsAccepted() {
        LectureEvent longest = Sample.mark(60_000, "x".repeat(200));

        assertThat(validator.check("maths", longest, Sample.START)).isSameAs(longest);
        assertThat(validator.check("maths", Sample.end(0), Sample.START).getKind())
                .isEqualTo(LectureEventKind.END);
    }

    @Test
    void everyFaultIsNamed() {
        refuses("maths", null, "no value");
        refuses("a/b", lecture("a/b"), "lectureId is a/b");
        refuses("photos", lecture("photos"), "lectureId is photos; expected 1 to 100 characters");
        refuses("other", Sample.mark(0, "slide 1"), "the record's key is other; expected maths");
        refuses("maths", Sample.mark(60_001, "slide 1"), "at is 2026-03-02T08:01:00.001Z; expected at most 60000 ms");
        refuses("maths", Sample.mark(-Sample.START - 1, "slide 1"), "at is 1969-12-31T23:59:59.999Z");
        refuses("maths", Sample.mark(0, ""), "text is 0 characters; expected 1 to 200");
        refuses("maths", Sample.mark(0, "   "), "not all blank");
        refuses("maths", Sample.mark(0, "x".repeat(201)), "text is 201 characters");
        refuses(
                "maths",
                Sample.mark(0, "one\ntwo"),
                "text is not plain text; expected one line, no control characters");
    }

    @ParameterizedTest
    @ValueSource(ints = {0x0, 0x1, 0x9, 0xB, 0x1F, 0x7F, 0x85, 0xD800, 0xDFFF, 0xFFFE, 0xFFFF})
    void textThatNoPageCanHoldIsRefused(int character) {
        String text = "slide " + (char) character + " 1";
        refuses("maths", Sample.mark(0, text), "text is not plain text");
    }

    @Test
    void everyLanguageAndSignIsText() {
        LectureEvent mark = Sample.mark(0, "\u00e4 \u4e2d \u0639 \ud7ff \ue000 \ufffd \ud83d\ude00");

        assertThat(validator.check("maths", mark, Sample.START)).isSameAs(mark);
    }

    @Test
    void anEndHasNoText() {
        LectureEvent end = LectureEvent.newBuilder(Sample.end(0)).setText("bye").build();
        refuses("maths", end, "text is 3 characters; expected none with END");
    }

    private static LectureEvent lecture(String id) {
        return LectureEvent.newBuilder(Sample.mark(0, "slide 1"))
                .setLectureId(id)
                .build();
    }

    private void refuses(String key, @Nullable LectureEvent event, String sentence) {
        assertThatThrownBy(() -> validator.check(key, event, Sample.START))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence);
    }
}
