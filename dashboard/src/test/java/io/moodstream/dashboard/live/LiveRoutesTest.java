package io.moodstream.dashboard.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.moodstream.dashboard.lectures.LiveClient;
import io.moodstream.dashboard.lectures.Served;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LiveRoutesTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    void aPageThatComesBackClosesItsOwnOlderConnectionOnly() throws Exception {
        try (Served served = Served.guarded();
                LiveClient page = served.listenAs("page-1", "a", Served.TEACHER);
                LiveClient otherPage = served.listenAs("page-2", "a", Served.TEACHER);
                LiveClient otherLecture = served.listenAs("page-1", "b", Served.TEACHER);
                LiveClient student = served.listenAs("page-1", "a", served.student("a"));
                LiveClient unnamed = served.listen("a", Served.TEACHER);
                LiveClient back = served.listenAs("page-1", "a", Served.TEACHER)) {
            await().atMost(LONG).until(page::isEnded);
            await().atMost(LONG).until(() -> back.names().contains("ready"));

            assertThat(otherPage.isEnded()).isFalse();
            assertThat(otherLecture.isEnded()).isFalse();
            assertThat(student.isEnded()).isFalse();
            assertThat(unnamed.isEnded()).isFalse();
            assertThat(back.isEnded()).isFalse();
        }
    }
}
