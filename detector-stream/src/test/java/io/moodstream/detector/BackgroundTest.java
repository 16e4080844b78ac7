package io.moodstream.detector;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.detector.models.Box;
import io.moodstream.detector.models.CropGeometry;
import io.moodstream.detector.models.Detection;
import io.moodstream.detector.models.FaceDetector;
import io.moodstream.kit.Settings;
import io.moodstream.pictures.DecodedPicture;
import io.moodstream.pictures.PictureDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BackgroundTest {
    private static final float SHAPE = 640f / 480;
    private static final Box FACE = new Box(36 / 640f, 128 / 480f, 168 / 640f, 224 / 480f);

    private static Background of(byte[] picture) {
        try (DecodedPicture decoded = new PictureDecoder(1_000_000).decode(picture)) {
            return Background.of(decoded);
        }
    }

    private static Background before() {
        return of(Drawings.face(120, 240)).without(List.of(FACE));
    }

    @Test
    void aFaceThatMovesChangesNothingBesideIt() {
        assertThat(of(Drawings.face(140, 230)).changedSince(before(), List.of(FACE), SHAPE))
                .isFalse();
    }

    @Test
    void somebodyElseIsAChange() {
        assertThat(of(Drawings.faces(120, 240, 560, 240)).changedSince(before(), List.of(FACE), SHAPE))
                .isTrue();
    }

    @Test
    void whereNothingIsKnownAllHasChanged() {
        assertThat(of(Drawings.face(120, 240)).changedSince(Background.NONE, List.of(FACE), SHAPE))
                .isTrue();
    }

    @Test
    void noFaceIsKept() {
        Background wall = of(Drawings.wall(".jpg", 640, 480)).without(List.of(FACE));
        assertThat(wall.cells())
                .isNotEqualTo(of(Drawings.wall(".jpg", 640, 480)).cells());
        for (int row = 7; row < 17; row++) {
            for (int column = 2; column < 10; column++) {
                assertThat(before().cells().get(32 * row + column))
                        .as("cell %d, %d", column, row)
                        .isZero();
            }
        }
    }

    @Test
    void aPictureThatChangedBesideItsFacesIsSearchedEverywhere() {
        List<List<Box>> searched = new ArrayList<>();
        FaceDetector detector = new Noting(searched);
        FaceFinder finder = new FaceFinder(detector, new Settings(Map.of()).bind(DetectorConfig.class));
        FrameFaces first = finder.find(Drawings.face(120, 240), Expected.NOTHING);
        Expected same = new Expected(first.relativeBoxes(), first.background());

        finder.find(Drawings.face(122, 240), same);
        finder.find(Drawings.faces(122, 240, 560, 240), same);

        assertThat(searched).extracting(List::size).containsExactly(0, 1, 0);
    }

    @Test
    void nothingIsReadWhereEveryFrameIsSearchedAsAWhole() {
        DetectorConfig config = new Settings(Map.of("DETECTOR_FULL_FRAME_EVERY", "1")).bind(DetectorConfig.class);
        FaceFinder finder = new FaceFinder(new Noting(new ArrayList<>()), config);
        FrameFaces found = finder.find(Drawings.face(120, 240), Expected.NOTHING);

        assertThat(found.faces()).hasSize(1);
        assertThat(found.background()).isEqualTo(Background.NONE);
    }

    /** Notes near which faces it is asked to search. */
    private record Noting(List<List<Box>> searched) implements FaceDetector {
        @Override
        public String id() {
            return "noting";
        }

        @Override
        public CropGeometry cropGeometry() {
            return new CropGeometry(1, 0, 0);
        }

        @Override
        public List<Detection> detect(DecodedPicture picture) {
            return detectNear(picture, List.of());
        }

        @Override
        public List<Detection> detectNear(DecodedPicture picture, List<Box> known) {
            searched.add(known);
            return List.of(new Detection(FACE.mapped(640, 480, 0, 0), 1, Optional.empty()));
        }

        @Override
        public void close() {}
    }
}
