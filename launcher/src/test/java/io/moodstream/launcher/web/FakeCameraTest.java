package io.moodstream.launcher.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.detector.DetectorConfig;
import io.moodstream.detector.FaceDetector;
import io.moodstream.detector.FaceDetectors;
import io.moodstream.detector.FaceFinder;
import io.moodstream.kit.Settings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FakeCameraTest {
    @Test
    void theDetectorFindsTheOneStudentInFrontOfTheCamera() throws Exception {
        DetectorConfig config = new Settings(Map.of()).bind(DetectorConfig.class);
        FakeCamera camera = FakeCamera.ofTheClass();
        try (FaceDetector detector = FaceDetectors.open(config)) {
            FaceFinder finder = new FaceFinder(detector, config);
            assertThat(List.of(13, 43, 33, 3))
                    .allSatisfy(second ->
                            assertThat(finder.crops(camera.picture(second))).hasSize(1));
        }
    }
}
