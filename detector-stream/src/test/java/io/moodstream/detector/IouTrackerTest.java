package io.moodstream.detector;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.detector.models.Box;
import io.moodstream.testing.Seeded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Seeded.class)
class IouTrackerTest {
    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
    private static final Box LEFT = new Box(0.1f, 0.2f, 0.1f, 0.2f);
    private static final Box RIGHT = new Box(0.6f, 0.2f, 0.1f, 0.2f);

    private final IouTracker tracker = new IouTracker(0.3f, Duration.ofSeconds(2));
    private SourceTracks tracks = SourceTracks.NONE;

    @Test
    void numbersFacesFromOneAndKeepsTheirNumbers() {
        assertThat(at(0, LEFT, RIGHT)).containsExactly(1L, 2L);
        assertThat(at(200, RIGHT, LEFT)).containsExactly(2L, 1L);
    }

    @Test
    void keepsTheNumberOfAFaceMissedForAWhile() {
        at(0, LEFT, RIGHT);
        for (int ms = 200; ms <= 1800; ms += 200) {
            assertThat(at(ms, LEFT)).containsExactly(1L);
        }
        assertThat(at(2000, LEFT, RIGHT)).containsExactly(1L, 2L);
    }

    @Test
    void keepsItOverThreeFramesHoweverSlowTheyCome() {
        at(0, LEFT, RIGHT);
        at(5_000, LEFT);
        at(10_000, LEFT);
        at(15_000, LEFT);
        assertThat(at(20_000, LEFT, RIGHT)).containsExactly(1L, 2L);
    }

    @Test
    void givesANewNumberToAFaceGoneForLong() {
        at(0, LEFT, RIGHT);
        for (int ms = 500; ms <= 4000; ms += 500) {
            at(ms, LEFT);
        }
        assertThat(at(4500, LEFT, RIGHT)).containsExactly(1L, 3L);
    }

    @Test
    void followsAFaceThatMovesTooFarToOverlapItself() {
        at(0, LEFT);
        assertThat(at(1000, new Box(0.17f, 0.2f, 0.1f, 0.2f))).containsExactly(1L);
        assertThat(at(2000, RIGHT)).containsExactly(2L);
    }

    @Test
    void aLateFrameGetsNumbersButMovesNoTrack() {
        at(0, LEFT);
        at(1000, LEFT);
        SourceTracks before = tracks;
        assertThat(at(500, LEFT, RIGHT)).containsExactly(1L, 2L);
        assertThat(tracks.tracks()).isEqualTo(before.tracks());
        assertThat(tracks.seenUntil()).isEqualTo(before.seenUntil());
        assertThat(at(1200, LEFT, RIGHT)).as("numbers are never used twice").containsExactly(1L, 3L);
    }

    @Test
    void theSameFrameTwiceGetsTheSameNumbers() {
        assertThat(at(0, LEFT, RIGHT)).isEqualTo(at(0, LEFT, RIGHT));
    }

    @Test
    void aRecordingPlayedAgainGetsNewNumbersThatItKeeps() {
        at(600_000, LEFT);
        assertThat(at(0, LEFT)).containsExactly(2L);
        assertThat(at(200, LEFT)).containsExactly(2L);
    }

    @Test
    void neverGivesTwoFacesOfAFrameOneNumber(Random random) {
        for (int frame = 0; frame < 200; frame++) {
            List<Box> boxes = new ArrayList<>();
            for (int i = random.nextInt(12); i > 0; i--) {
                boxes.add(new Box(random.nextFloat(), random.nextFloat(), 0.2f, 0.2f));
            }
            assertThat(at(frame * 100 - random.nextInt(300), boxes.toArray(Box[]::new)))
                    .hasSameSizeAs(boxes)
                    .doesNotHaveDuplicates();
            assertThat(tracks.tracks()).hasSizeLessThan(500);
        }
    }

    private List<Long> at(long ms, Box... boxes) {
        IouTracker.Update update = tracker.update(
                tracks, List.of(boxes), Collections.nCopies(boxes.length, Surroundings.NONE), START.plusMillis(ms));
        tracks = update.after();
        return update.ids();
    }
}
