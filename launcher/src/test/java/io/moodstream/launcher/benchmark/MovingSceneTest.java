package io.moodstream.launcher.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.launcher.benchmark.MovingHeads.Head;
import java.util.List;
import org.junit.jupiter.api.Test;

class MovingSceneTest {
    private static final Head BEHIND = new Head(0, 200, 200, 100);

    private static boolean mustBeFound(Head... shown) {
        return MovingScene.SITS.mustBeFound(shown[0], List.of(shown));
    }

    @Test
    void aHeadThatThePictureCutsOrAnotherOneHidesNeedNotBeFound() {
        assertThat(mustBeFound(BEHIND)).isTrue();
        assertThat(mustBeFound(BEHIND, new Head(1, 400, 200, 100))).isTrue();
        assertThat(mustBeFound(BEHIND, new Head(1, 260, 200, 100))).isFalse();
        assertThat(mustBeFound(new Head(0, -20, 200, 100))).isFalse();
        assertThat(mustBeFound(new Head(0, 200, 395, 100))).isFalse();
    }

    @Test
    void everySceneShowsSomebodyWhoMustBeFound() {
        for (MovingScene scene : MovingScene.values()) {
            List<Head> shown = scene.heads(0.2);

            assertThat(shown).as(scene.words()).anyMatch(head -> scene.mustBeFound(head, shown));
        }
    }
}
