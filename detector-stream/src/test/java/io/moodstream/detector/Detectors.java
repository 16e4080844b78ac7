package io.moodstream.detector;

import io.moodstream.detector.models.FaceDetector;
import io.moodstream.detector.models.FaceDetectors;
import io.moodstream.kit.Settings;
import io.moodstream.pictures.PictureDecoder;
import java.util.Map;

/** Opens detectors as the stage does. */
public final class Detectors {
    private Detectors() {}

    static DetectorConfig config(String model) {
        return new Settings(Map.of("DETECTOR_MODEL", model)).bind(DetectorConfig.class);
    }

    public static FaceDetector open(String model) {
        return FaceDetectors.open(config(model).options());
    }

    public static PictureDecoder decoder() {
        return new PictureDecoder(25_000_000);
    }
}
