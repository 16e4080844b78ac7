package io.moodstream.detector.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TilingTest {
    private final Tiling tiling = new Tiling(720, 160, true);

    @Test
    void aSmallPictureIsOneTile() {
        assertThat(tiling.over(640, 480)).containsExactly(new Tile(0, 0, 640, 480, 0));
        assertThat(tiling.over(60, 40)).hasSize(1);
        assertThat(tiling.over(800, 800)).hasSize(1);
    }

    @Test
    void aGalleryIsTwoTilesAndTheWhole() {
        assertThat(tiling.over(1280, 720))
                .containsExactly(
                        new Tile(0, 0, 720, 720, 0), new Tile(560, 0, 720, 720, 0), new Tile(0, 0, 1280, 720, 80));
    }

    @Test
    void tilesCoverThePictureWithTheirOverlap() {
        List<Tile> tiles = tiling.over(4000, 3000);
        for (int x = 0; x + 160 <= 4000; x += 20) {
            int left = x;
            assertThat(tiles.subList(0, tiles.size() - 1))
                    .anyMatch(tile -> tile.x() <= left && left + 160 <= tile.x() + tile.width());
        }
    }

    @Test
    void aTileOwnsTheFacesThatItContainsWhole() {
        Tile left = tiling.over(1280, 720).get(0);
        assertThat(left.owns(new Box(0, 0, 50, 50), 1280, 720)).isTrue();
        assertThat(left.owns(new Box(690, 0, 50, 50), 1280, 720)).isFalse();
        Tile whole = tiling.over(1280, 720).get(2);
        assertThat(whole.owns(new Box(600, 100, 50, 50), 1280, 720)).isFalse();
        assertThat(whole.owns(new Box(500, 100, 300, 300), 1280, 720)).isTrue();
    }

    @Test
    void eachFaceIsSearchedForInTheFirstTileThatHoldsItWithSomeRoomOrInTheWhole() {
        List<Tile> tiles = tiling.over(1280, 720);
        Box left = new Box(100, 100, 80, 100);
        Box right = new Box(1100, 100, 80, 100);
        Box large = new Box(500, 100, 300, 300);

        assertThat(Tile.holding(List.of(), tiles, 1280, 720)).isEmpty();
        assertThat(Tile.holding(List.of(left, left), tiles, 1280, 720)).containsExactly(tiles.get(0));
        assertThat(Tile.holding(List.of(right, large), tiles, 1280, 720)).containsExactly(tiles.get(1), tiles.get(2));
        assertThat(Tile.holding(List.of(new Box(625, 100, 80, 100)), tiles, 1280, 720))
                .containsExactly(tiles.get(1));
    }
}
