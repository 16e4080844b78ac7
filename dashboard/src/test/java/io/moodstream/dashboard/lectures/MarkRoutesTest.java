package io.moodstream.dashboard.lectures;

import static io.moodstream.dashboard.lectures.Samples.emotions;
import static io.moodstream.dashboard.lectures.Samples.mood;
import static io.moodstream.dashboard.lectures.Samples.report;
import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.LectureEvent;
import io.moodstream.schemas.LectureEventKind;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkRoutesTest {
    private static Served served;

    @BeforeAll
    static void start() {
        served = Served.guarded();
        served.hear(topics -> topics.mood(mood("a", 0, 0.4, true)));
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    @Test
    void aTeacherNotesAMoment() throws Exception {
        HttpResponse<String> noted = served.post("/api/lectures/a/marks", "{\"text\":\" slide 12 \"}", Served.TEACHER);

        assertThat(noted.statusCode()).isEqualTo(201);
        assertThat(noted.body()).contains("\"text\":\"slide 12\"");
        assertThat(served.marks()).anySatisfy(mark -> {
            assertThat(mark.getKind()).isEqualTo(LectureEventKind.MARK);
            assertThat(mark.getLectureId()).isEqualTo("a");
            assertThat(noted.body()).contains(mark.getAt().toString());
        });
    }

    @Test
    void orAnEarlierOne() throws Exception {
        String body = "{\"text\":\"slide 3\",\"at\":\"2026-01-01T09:05:00Z\"}";

        assertThat(served.post("/api/lectures/a/marks", body, Served.TEACHER).body())
                .contains("\"at\":\"2026-01-01T09:05:00Z\"");
        assertThat(served.marks()).extracting(LectureEvent::getAt).contains(Instant.parse("2026-01-01T09:05:00Z"));
    }

    @Test
    void aStudentMayNot() throws Exception {
        String[] student = served.student("a");
        int before = served.marks().size();

        assertThat(served.post("/api/lectures/a/marks", "{\"text\":\"slide\"}", student)
                        .statusCode())
                .isEqualTo(403);
        assertThat(served.marks()).hasSize(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"text\":\" \"}",
                "{\"text\":\"two\\nlines\"}",
                "{\"text\":7}",
                "{\"text\":\"slide\",\"at\":\"noon\"}",
                "{\"text\":\"slide\",\"at\":\"2999-01-01T00:00:00Z\"}"
            })
    void aNoteIsALineOfText(String body) throws Exception {
        assertThat(served.post("/api/lectures/a/marks", body, Served.TEACHER).statusCode())
                .isEqualTo(400);
    }

    @Test
    void aNoteLongAfterTheLastFrameIsKeptWithAHint() throws Exception {
        served.hear(topics -> topics.report(report("over", 3)));

        HttpResponse<String> late = served.post("/api/lectures/over/marks", "{\"text\":\"slide\"}", Served.TEACHER);

        assertThat(late.statusCode()).isEqualTo(201);
        assertThat(late.body())
                .contains("\"hint\":\"The last frame of this lecture was captured at ", "earlier moment");
        assertThat(served.marks()).extracting(LectureEvent::getLectureId).contains("over");
    }

    @Test
    void aNoteYearsBeforeTheFirstFrameIsKeptWithAHint() throws Exception {
        served.hear(topics -> topics.report(report("recent", 3)));
        String body = "{\"text\":\"slide\",\"at\":\"2001-01-01T00:00:00Z\"}";

        assertThat(served.post("/api/lectures/recent/marks", body, Served.TEACHER)
                        .body())
                .contains("\"hint\":\"The first frame of this lecture was captured at ", "in no report", "clocks");
    }

    @Test
    void aNoteOnAFrameJustHeardNeedsNone() throws Exception {
        FaceEmotions frame = FaceEmotions.newBuilder(emotions("now", "hall", 0, 1, 1))
                .setCapturedAt(Instant.now())
                .build();
        served.hear(topics -> topics.emotions(frame, Optional.empty()));

        assertThat(served.post("/api/lectures/now/marks", "{\"text\":\"slide\"}", Served.TEACHER)
                        .body())
                .doesNotContain("hint");
    }

    @Test
    void onlyOfALectureThatIsKnown() throws Exception {
        assertThat(served.post("/api/lectures/nobody/marks", "{\"text\":\"slide\"}", Served.TEACHER)
                        .statusCode())
                .isEqualTo(404);
    }
}
