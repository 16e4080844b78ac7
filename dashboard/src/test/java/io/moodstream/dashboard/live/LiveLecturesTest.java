package io.moodstream.dashboard.live;

import static io.moodstream.dashboard.lectures.Samples.START;
import static io.moodstream.dashboard.lectures.Samples.attention;
import static io.moodstream.dashboard.lectures.Samples.emotions;
import static io.moodstream.dashboard.lectures.Samples.mood;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.moodstream.dashboard.DashboardConfig;
import io.moodstream.dashboard.http.Access;
import io.moodstream.dashboard.lectures.Lectures;
import io.moodstream.dashboard.lectures.Visibility;
import io.moodstream.kit.Settings;
import io.moodstream.schemas.Attention;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LiveLecturesTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int ROOM = 1_000_000;

    private final Lectures lectures = new Lectures(10, Clock.systemUTC());
    private final Access access =
            new Access(new Settings(Map.of()).bind(DashboardConfig.class).server(), Clock.systemUTC());

    @Test
    void oneLecturesFailureDoesNotSilenceTheOthers() {
        try (LiveLectures live = new LiveLectures(lectures, access)) {
            FakeListener broken = join(live, "a");
            FakeListener sound = join(live, "b");
            broken.fail();

            for (String lecture : new String[] {"a", "b"}) {
                lectures.emotions(emotions(lecture, "cam", 0, 3, 2), Optional.empty());
            }

            await().atMost(LONG).until(() -> sound.text().contains("\"faces\":3"));
            assertThat(broken.text()).doesNotContain("\"faces\":3");
        }
    }

    @Test
    void aPageHearsThatItsConnectionWorksEvenWhenNothingHappens() {
        try (LiveLectures live = new LiveLectures(lectures, access)) {
            FakeListener page = join(live, "a");

            await().atMost(LONG).until(() -> page.text().endsWith("event: ping\ndata: {}\n\n"));
        }
    }

    @Test
    void teachersAloneHearOfTheSourcesAtOnceAndWhenTheyChange() {
        lectures.emotions(emotions("a", "hall", 0, 3, 2), Optional.empty());
        try (LiveLectures live = new LiveLectures(lectures, access)) {
            FakeListener teacher = join(live, "a");
            FakeListener student = new FakeListener(ROOM);
            live.join("a", Visibility.STUDENTS, null, student.connection());
            assertThat(teacher.text()).containsSubsequence("event: source", "\"id\":\"hall\"", "event: ready");

            lectures.emotions(emotions("a", "hall", 1, 4, 2), Optional.empty());

            await().atMost(LONG).until(() -> teacher.text().contains("\"track\":3"));
            await().atMost(LONG).until(() -> student.text().contains("\"faces\":4"));
            assertThat(student.text()).doesNotContain("event: source");
        }
    }

    @Test
    void thePastIsOneArrayForAllWhoCome() {
        lectures.mood(mood("a", 0, 0.5, true));
        ChannelSnapshot state = new ChannelSnapshot("a", "run", lectures, access);

        var first = state.since(0, Visibility.TEACHERS);
        var second = state.since(0, Visibility.TEACHERS);

        assertThat(first).hasSize(4);
        assertThat(second.get(2)).isSameAs(first.get(2)).asString().contains("event: mood");
    }

    @Test
    void hintsOfAnErasedUserGoFromOpenPagesAndAreSentToNoNewOne() {
        lectures.attention(attention("a", "calm-otter-1", 1, 0, false), START);
        lectures.attention(
                Attention.newBuilder(attention("a", "hall", 2, 0, false))
                        .setUserId(null)
                        .build(),
                START);
        try (LiveLectures live = new LiveLectures(lectures, access)) {
            FakeListener open = join(live, "a");
            FakeListener student = new FakeListener(ROOM);
            live.join("a", Visibility.STUDENTS, null, student.connection());
            assertThat(open.text())
                    .containsSubsequence("event: attention-all", "\"episodes\":[]", "calm-otter-1", "hall");

            lectures.erased("u-secret");

            String left = "event: attention-all\nid: ";
            await().atMost(LONG)
                    .until(() -> open.text().lastIndexOf(left) > open.text().indexOf("event: ready"));
            assertThat(open.text().substring(open.text().lastIndexOf(left)))
                    .contains("hall")
                    .doesNotContain("calm-otter-1");
            assertThat(join(live, "a").text()).contains("hall").doesNotContain("calm-otter-1");
            assertThat(student.text()).contains("event: ready").doesNotContain("attention");
        }
    }

    @Test
    void aPageThatWasAwayDuringAnErasureHearsOfIt() {
        lectures.attention(attention("a", "calm-otter-1", 1, 0, false), START);
        lectures.mood(mood("a", 0, 0.5, true));
        ChannelSnapshot state = new ChannelSnapshot("a", "run", lectures, access);
        long received = state.revision();

        lectures.erased("u-secret");

        assertThat(state.revision()).isGreaterThan(received);
        assertThat(state.since(received, Visibility.TEACHERS).get(2))
                .asString()
                .contains("event: attention-all", "\"episodes\":[]")
                .doesNotContain("event: mood");
        assertThat(state.since(state.revision(), Visibility.TEACHERS).get(2)).isEmpty();
    }

    private static FakeListener join(LiveLectures live, String lecture) {
        FakeListener listener = new FakeListener(ROOM);
        live.join(lecture, Visibility.TEACHERS, null, listener.connection());
        await().atMost(LONG).until(() -> listener.text().contains("event: ready"));
        return listener;
    }
}
