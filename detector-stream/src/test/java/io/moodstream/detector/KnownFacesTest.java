package io.moodstream.detector;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.detector.models.Box;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownFacesTest {
    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
    private static final Box LEFT = new Box(0.1f, 0.3f, 0.1f, 0.2f);
    private static final Box RIGHT = new Box(0.7f, 0.3f, 0.1f, 0.2f);

    private final KnownFaces known = new KnownFaces(START, List.of(RIGHT, LEFT));

    private static Instant after(long millis) {
        return START.plusMillis(millis);
    }

    @Test
    void theNextFrameIsSearchedNearTheFaces() {
        assertThat(known.near(1, after(200), 5)).containsExactly(LEFT, RIGHT);
    }

    @Test
    void everySoManyFramesOneIsSearchedEverywhere() {
        assertThat(known.near(0, after(200), 5)).isEmpty();
        assertThat(known.near(10, after(200), 5)).isEmpty();
        assertThat(known.near(1, after(200), 1)).isEmpty();
    }

    @Test
    void afterAGapAFaceMayBeAnywhere() {
        assertThat(known.near(1, after(1000), 5)).isNotEmpty();
        assertThat(known.near(1, after(1001), 5)).isEmpty();
    }

    @Test
    void aLateFrameIsSearchedEverywhereAndChangesNothing() {
        FrameFaces none = new FrameFaces(64, 64, List.of(), List.of(), List.of(), 0, 0, List.of());

        assertThat(known.near(1, START, 5)).isEmpty();
        assertThat(known.after(none, START)).isEqualTo(known);
        assertThat(known.after(none, after(1)).boxes()).isEmpty();
    }

    @Test
    void theFacesOfTheNewestFrameAreTheTracksThatItShowed() {
        IouTracker tracker = new IouTracker(0.3f, Duration.ofSeconds(2));
        SourceTracks two = tracker.update(
                        SourceTracks.NONE, List.of(RIGHT, LEFT), List.of(Surroundings.NONE, Surroundings.NONE), START)
                .after();
        SourceTracks one = tracker.update(two, List.of(LEFT), List.of(Surroundings.NONE), after(200))
                .after();

        assertThat(KnownFaces.of(SourceTracks.NONE)).isEqualTo(KnownFaces.NONE);
        assertThat(KnownFaces.of(two)).isEqualTo(known);
        assertThat(KnownFaces.of(one)).isEqualTo(new KnownFaces(after(200), List.of(LEFT)));
    }
}
