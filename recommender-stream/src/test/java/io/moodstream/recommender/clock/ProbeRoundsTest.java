package io.moodstream.recommender.clock;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.recommender.clock.LectureStep.ClockMoved;
import io.moodstream.schemas.FaceEmotions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProbeRoundsTest {
    private static final long START = 1_000_000_000_000L;

    private final SentProbes probes = new SentProbes();
    private final ProbeRounds rounds = new ProbeRounds(probes, 0);
    private final LectureSources algebra = lecture("algebra");
    private final LectureSources botany = lecture("botany");
    private final LectureSources chemistry = lecture("chemistry");
    private long now;

    @Test
    void lecturesShareProbes() {
        frame(algebra, 16_000);
        frame(botany, 26_000);
        frame(chemistry, 36_000);
        assertThat(probes.rounds).containsExactly("algebra 1");

        assertThat(back(1)).containsExactly(new ClockMoved("algebra", START + 10_000));
        rounds.send(now);
        assertThat(probes.rounds).containsExactly("algebra 1", "botany 2");
        assertThat(back(2))
                .containsExactly(new ClockMoved("botany", START + 20_000), new ClockMoved("chemistry", START + 30_000));
    }

    @Test
    void aLectureThatAsksWhileProbesAreOnTheirWayWaitsASecondForItsOwn() {
        frame(algebra, 16_000);
        now += 999;
        frame(botany, 16_000);
        assertThat(probes.rounds).hasSize(1);

        now += 1;
        rounds.send(now);
        assertThat(probes.rounds).containsExactly("algebra 1", "botany 2");
    }

    @Test
    void whatComesBackProvesWhatWasSentEarlierAndLost() {
        frame(algebra, 16_000);
        now += 1_000;
        frame(botany, 16_000);

        assertThat(back(2))
                .containsExactly(new ClockMoved("algebra", START + 10_000), new ClockMoved("botany", START + 10_000));
        assertThat(back(1)).as("late").isEmpty();
    }

    /** As those on their way when a lecture is replayed, which asks anew. */
    @Test
    void probesSentBeforeALectureAskedTellItNothing() {
        algebra.hear(record(algebra, 16_000), now);
        algebra.asked(2, now);

        assertThat(algebra.answered(1)).isEmpty();
        assertThat(algebra.answered(2)).containsExactly(new ClockMoved("algebra", START + 10_000));
    }

    private LectureSources lecture(String id) {
        return new LectureSources(id, new Windows(10_000, 5_000), new Patience(15_000, 60_000, 600_000), 0, false, 0);
    }

    private void frame(LectureSources lecture, long at) {
        lecture.hear(record(lecture, at), now);
        rounds.ask(lecture, false, now);
        rounds.send(now);
    }

    private static FaceEmotions record(LectureSources lecture, long at) {
        return Heard.record(lecture.id(), "a", at / 200, Instant.ofEpochMilli(START + at), "run", null);
    }

    private List<LectureStep> back(long number) {
        rounds.back(Heard.probe("algebra", "probe-0", number));
        return rounds.back(Heard.probe("algebra", "probe-1", number)).stream()
                .flatMap(lecture -> lecture.answered(number).stream())
                .toList();
    }
}
