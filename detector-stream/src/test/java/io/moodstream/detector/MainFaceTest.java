package io.moodstream.detector;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.detector.models.Box;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class MainFaceTest {
    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
    private static final Box STUDENT = new Box(0.35f, 0.3f, 0.3f, 0.4f);
    private static final Box BEHIND = new Box(0.1f, 0.2f, 0.1f, 0.13f);
    private static final Box CLOSE = new Box(0.3f, 0.05f, 0.65f, 0.9f);

    private final IouTracker tracker = new IouTracker(0.3f, Duration.ofSeconds(2));
    private SourceMemory memory = SourceMemory.NONE;

    @Test
    void isTheLargestAndMostCentralOne() {
        assertThat(at(0, BEHIND, STUDENT)).isEqualTo(2);
        memory = SourceMemory.NONE;
        Box corner = new Box(0f, 0f, 0.3f, 0.4f);
        assertThat(at(0, corner, STUDENT)).isEqualTo(2);
    }

    @Test
    void staysTheSameWhileItsTrackLivesEvenWhenItIsNotFound() {
        assertThat(at(0, STUDENT, BEHIND)).isEqualTo(1);
        assertThat(at(500, BEHIND)).isEqualTo(1);
        assertThat(at(1_000, BEHIND)).isEqualTo(1);
        assertThat(at(1_500, STUDENT, BEHIND)).isEqualTo(1);
    }

    @Test
    void somebodyWhoLeansInForAMomentIsNotTheUser() {
        assertThat(at(0, STUDENT)).isEqualTo(1);
        for (int ms = 500; ms <= 2_500; ms += 500) {
            assertThat(at(ms, STUDENT, CLOSE)).isEqualTo(1);
        }
        assertThat(at(3_000, STUDENT)).isEqualTo(1);
        assertThat(at(3_500, STUDENT, CLOSE)).isEqualTo(1);
    }

    @Test
    void aFaceThatIsByFarMoreProminentForSecondsTakesOver() {
        assertThat(at(0, BEHIND)).isEqualTo(1);
        assertThat(at(1_000, BEHIND, STUDENT)).isEqualTo(1);
        assertThat(at(3_500, BEHIND, STUDENT)).isEqualTo(1);
        assertThat(at(4_000, BEHIND, STUDENT)).isEqualTo(2);
    }

    @Test
    void anotherOneComesWhenTheTrackHasEnded() {
        assertThat(at(0, STUDENT)).isEqualTo(1);
        for (int ms = 1_000; ms <= 5_000; ms += 1_000) {
            // Whoever is left in the picture is not the user at once: the user may come back.
            assertThat(at(ms, BEHIND)).isEqualTo(1);
        }
        at(6_000, BEHIND);
        assertThat(at(7_000, BEHIND)).isEqualTo(2);
    }

    @Test
    void isRememberedInTheStore() {
        at(0, BEHIND);
        at(1_000, BEHIND, STUDENT);
        assertThat(StoredMemory.read(StoredMemory.write(memory, 0)).main()).isEqualTo(memory.main());
    }

    private long at(int ms, Box... boxes) {
        Instant at = START.plusMillis(ms);
        List<Box> faces = List.of(boxes);
        IouTracker.Update update =
                tracker.update(memory.tracks(), faces, Collections.nCopies(faces.size(), Surroundings.NONE), at);
        MainFace main = memory.main().after(update.after(), update.ids(), faces, at);
        memory = new SourceMemory(SeenFrames.NONE, update.after(), main, StillPicture.NONE, Background.NONE, -1);
        return main.track();
    }
}
