package io.moodstream.detector;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.detector.models.Box;
import io.moodstream.detector.models.Detection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KnownFacesTest {
    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
    private static final Box LEFT = new Box(0.1f, 0.3f, 0.1f, 0.2f);
    private static final Box RIGHT = new Box(0.7f, 0.3f, 0.1f, 0.2f);

    private final IouTracker tracker = new IouTracker(0.3f, Duration.ofSeconds(2));
    private final KnownFaces known = KnownFaces.NONE.after(found(LEFT, RIGHT), 10, START, tracker);

    private static Instant after(long millis) {
        return START.plusMillis(millis);
    }

    /** Returns the faces of a frame of one pixel. */
    private static FrameFaces found(Box... boxes) {
        List<Detection> faces = Stream.of(boxes)
                .map(box -> new Detection(box, 1, Optional.empty()))
                .toList();
        List<Surroundings> surroundings =
                faces.stream().map(face -> Surroundings.NONE).toList();
        return new FrameFaces(1, 1, faces, List.of(), surroundings, 0, 0, Background.NONE, Expected.NOTHING);
    }

    @Test
    void theNextFrameIsSearchedNearTheFaces() {
        assertThat(known.expected(11, after(200), 5).faces()).containsExactly(LEFT, RIGHT);
        assertThat(KnownFaces.NONE.expected(11, after(200), 5).faces()).isEmpty();
    }

    @Test
    void everySoManyFramesOneIsSearchedEverywhere() {
        assertThat(known.expected(14, after(200), 5).faces()).isNotEmpty();
        assertThat(known.expected(15, after(200), 5).faces()).isEmpty();
        assertThat(known.expected(16, after(200), 5).faces())
                .as("15 did not come or could not be read")
                .isEmpty();
        assertThat(known.expected(11, after(200), 1).faces()).isEmpty();
    }

    @Test
    void aCameraWhosePicturesAllHaveOddNumbersIsSearchedEverywhereToo() {
        List<Boolean> whole = Stream.of(11, 13, 15, 17)
                .map(number -> known.after(found(LEFT, RIGHT), number, after(100), tracker)
                        .expected(number + 2, after(200), 2)
                        .faces()
                        .isEmpty())
                .toList();

        assertThat(whole).containsOnly(true);
    }

    @Test
    void afterAStateThatKnowsNoNumberTheNextFrameIsSearchedEverywhere() {
        assertThat(new KnownFaces(known.tracks(), Background.NONE, -1)
                        .expected(0, after(200), 5)
                        .faces())
                .isEmpty();
    }

    @Test
    void afterAGapAFaceMayBeAnywhere() {
        assertThat(known.expected(11, after(1500), 5).faces()).isNotEmpty();
        assertThat(known.expected(11, after(1501), 5).faces()).isEmpty();
    }

    @Test
    void aLateFrameIsSearchedEverywhereAndChangesNothing() {
        assertThat(known.expected(11, START, 5).faces()).isEmpty();
        assertThat(known.after(found(), 9, START, tracker)).isEqualTo(known);
    }

    @Test
    void aFaceThatIsMissingBesideOneThatStaysIsSearchedEverywhereUntilItIsFoundOrForgotten() {
        KnownFaces one = known.after(found(LEFT), 11, after(200), tracker);
        KnownFaces stillOne = one.after(found(LEFT), 12, after(400), tracker);
        KnownFaces both = stillOne.after(found(LEFT, RIGHT), 13, after(600), tracker);

        assertThat(one.expected(12, after(400), 100).faces()).isEmpty();
        assertThat(stillOne.expected(13, after(600), 100).faces()).isEmpty();
        assertThat(both.expected(14, after(800), 100).faces()).containsExactly(LEFT, RIGHT);

        for (int number = 13; number <= 20; number++) {
            stillOne = stillOne.after(found(LEFT), number, after(500L * number), tracker);
        }
        assertThat(stillOne.expected(21, after(10_200), 100).faces())
                .as("RIGHT is forgotten")
                .containsExactly(LEFT);
    }
}
