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
    private static final Box FACE = new Box(36 / 640f, 128 / 480f, 168 / 640f, 224 / 480f);
    private static final Box AROUND = new Box(0, 0, 0.6f, 1);

    private static Background of(byte[] picture) {
        try (DecodedPicture decoded = new PictureDecoder(1_000_000).decode(picture)) {
            return Background.of(decoded);
        }
    }

    private static Background before() {
        return of(Drawings.face(120, 240)).outside(List.of(AROUND));
    }

    @Test
    void aFaceThatMovesInsideItsAreaChangesNothing() {
        assertThat(of(Drawings.face(200, 200)).changedSince(before())).isFalse();
    }

    @Test
    void somebodyElseIsAChange() {
        assertThat(of(Drawings.faces(120, 240, 560, 240)).changedSince(before()))
                .isTrue();
    }

    @Test
    void whereNothingIsKnownAllHasChanged() {
        assertThat(of(Drawings.face(120, 240)).changedSince(Background.NONE)).isTrue();
    }

    @Test
    void onlyWhatIsOutsideTheAreasIsKept() {
        for (int i = 0; i < 32 * 24; i++) {
            boolean inside = (i % 32 + 0.5) / 32 < 0.6;
            assertThat(before().cells().get(i) == 0).as("cell %d", i).isEqualTo(inside);
        }
    }

    @Test
    void aTinyPictureHasCellsToo() {
        assertThat(of(Drawings.wall(".png", 5, 3)).changedSince(of(Drawings.wall(".png", 1, 1))))
                .isFalse();
    }

    @Test
    void aPictureThatChangedBesideItsFacesIsSearchedEverywhere() {
        List<List<Box>> searched = new ArrayList<>();
        FaceDetector detector = new Noting(searched);
        FaceFinder finder = new FaceFinder(detector, new Settings(Map.of()).bind(DetectorConfig.class));
        FrameFaces first = finder.find(Drawings.face(120, 240), false, Expected.NOTHING);
        Expected same = new Expected(first.relativeBoxes(), first.background());

        finder.find(Drawings.face(122, 240), false, same);
        finder.find(Drawings.faces(122, 240, 560, 240), false, same);

        assertThat(searched).extracting(List::size).containsExactly(0, 1, 0);
    }

    @Test
    void nothingIsReadWhereEveryFrameIsSearchedAsAWhole() {
        DetectorConfig config = new Settings(Map.of("DETECTOR_FULL_FRAME_EVERY", "1")).bind(DetectorConfig.class);
        FaceFinder finder = new FaceFinder(new Noting(new ArrayList<>()), config);
        FrameFaces found = finder.find(Drawings.face(120, 240), false, Expected.NOTHING);

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
        public List<Box> searched(DecodedPicture picture, List<Box> known) {
            return List.of(AROUND.mapped(640, 480, 0, 0));
        }

        @Override
        public void close() {}
    }
}
