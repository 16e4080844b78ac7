package io.moodstream.launcher.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.detector.DetectorConfig;
import io.moodstream.detector.FaceFinder;
import io.moodstream.detector.models.FaceDetector;
import io.moodstream.detector.models.FaceDetectors;
import io.moodstream.kit.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SampleClassTest {
    @Test
    void theDetectorFindsTheStudentInFrontOfTheCamera() throws Exception {
        DetectorConfig config = new Settings(Map.of()).bind(DetectorConfig.class);
        SampleClass sample = SampleClass.read();
        try (FaceDetector detector = FaceDetectors.open(config.options())) {
            FaceFinder finder = new FaceFinder(detector, config);
            assertThat(SampleClass.HAPPY_SURPRISED_SAD_NEUTRAL)
                    .allSatisfy(second ->
                            assertThat(finder.crops(sample.student(second))).hasSize(1));
        }
    }
}
