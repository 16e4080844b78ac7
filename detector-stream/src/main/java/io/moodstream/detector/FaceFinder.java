package io.moodstream.detector;

import io.moodstream.detector.models.DecodedPicture;
import io.moodstream.detector.models.Detection;
import io.moodstream.detector.models.FaceDetector;
import io.moodstream.detector.models.PictureDecoder;
import io.moodstream.pictures.BrokenPictureException;
import java.util.List;

/**
 * From a frame's bytes to its faces and their crops: decode, detect, leave out what is too small or too many, crop.
 * Thread-safe. This is all of the stage but Kafka and the memory of tracks.
 */
public final class FaceFinder {
    private final FaceDetector detector;
    private final DetectorConfig config;
    private final PictureDecoder decoder;
    private final FaceCropper cropper;

    /**
     * @param detector stays the caller's to close
     */
    public FaceFinder(FaceDetector detector, DetectorConfig config) {
        this.detector = detector;
        this.config = config;
        this.decoder = new PictureDecoder(config.maxPixels());
        this.cropper = new FaceCropper(detector.framing());
    }

    /** The detector's id. */
    public String detectorId() {
        return detector.id();
    }

    /**
     * The faces.
     *
     * @param image a JPEG or PNG
     * @throws RejectedFrameException if it is neither or cannot be decoded
     */
    FrameFaces find(byte[] image) {
        try (DecodedPicture picture = decode(image)) {
            double smallest = config.minFace() * picture.height();
            List<Detection> all = detector.detect(picture).stream()
                    .filter(face -> face.box().height() >= smallest)
                    .toList();
            List<Detection> kept = all.size() <= config.maxFaces() ? all : all.subList(0, config.maxFaces());
            return new FrameFaces(
                    picture.width(), picture.height(), kept, cropper.crop(picture, kept), all.size() - kept.size());
        }
    }

    private DecodedPicture decode(byte[] image) {
        try {
            return decoder.decode(image);
        } catch (BrokenPictureException e) {
            throw new RejectedFrameException(e.reason(), e.detail());
        }
    }

    /** The crops alone, 48x48 grey values each: decode, detect and crop in a plain call, to compare the pipeline with. */
    public List<byte[]> crops(byte[] image) {
        return find(image).crops();
    }
}
