package io.moodstream.detector;

import io.moodstream.detector.models.Box;
import io.moodstream.detector.models.Detection;
import io.moodstream.detector.models.FaceDetector;
import io.moodstream.pictures.BrokenPictureException;
import io.moodstream.pictures.DecodedPicture;
import io.moodstream.pictures.PictureDecoder;
import java.util.List;

/**
 * Finds the faces of a frame and crops them: it decodes, detects, leaves out faces that are too small or too many, and
 * crops. Thread-safe. This is the whole stage except for Kafka and the tracks.
 */
public final class FaceFinder {
    private final FaceDetector detector;
    private final DetectorConfig config;
    private final PictureDecoder decoder;
    private final FaceCropper cropper;

    /**
     * Creates a finder.
     *
     * @param detector the caller closes it
     */
    public FaceFinder(FaceDetector detector, DetectorConfig config) {
        this.detector = detector;
        this.config = config;
        this.decoder = new PictureDecoder(config.maxPixels());
        this.cropper = new FaceCropper(detector.cropGeometry());
    }

    /** Returns the id of the detector. */
    public String detectorId() {
        return detector.id();
    }

    /**
     * Finds the faces of a picture.
     *
     * @param image a JPEG or PNG
     * @param whole whether it is known to be whole
     * @param expected what it is expected to show
     * @throws RejectedFrameException if it is neither or cannot be decoded
     */
    FrameFaces find(byte[] image, boolean whole, Expected expected) {
        try (DecodedPicture picture = decode(image, whole)) {
            double smallest = config.minFace() * picture.height();
            Background background = config.wholeFrameEvery() == 1 ? Background.NONE : Background.of(picture);
            List<Detection> all = detector.detectNear(picture, known(picture, background, expected)).stream()
                    .filter(face -> face.box().height() >= smallest)
                    .toList();
            List<Detection> kept = all.size() <= config.maxFaces() ? all : all.subList(0, config.maxFaces());
            List<Box> boxes = kept.stream().map(Detection::box).toList();
            List<Box> next = boxes.isEmpty() ? List.of() : detector.searched(picture, boxes);
            return new FrameFaces(
                    picture.width(),
                    picture.height(),
                    kept,
                    cropper.crop(picture, kept),
                    PictureContent.surroundings(picture, kept),
                    PictureContent.checksum(picture),
                    all.size() - kept.size(),
                    background.outside(relative(next, picture)),
                    expected);
        }
    }

    /** Returns the faces near which a picture is searched, pixels; none if it does not look as expected. */
    private static List<Box> known(DecodedPicture picture, Background background, Expected expected) {
        List<Box> faces = expected.faces();
        return faces.isEmpty() || background.changedSince(expected.background())
                ? List.of()
                : faces.stream()
                        .map(face -> face.mapped(picture.width(), picture.height(), 0, 0))
                        .toList();
    }

    private static List<Box> relative(List<Box> boxes, DecodedPicture picture) {
        return boxes.stream()
                .map(box -> box.mapped(1f / picture.width(), 1f / picture.height(), 0, 0))
                .toList();
    }

    private DecodedPicture decode(byte[] image, boolean whole) {
        try {
            return decoder.decode(image, whole);
        } catch (BrokenPictureException e) {
            throw new RejectedFrameException(e.reason(), e.detail());
        }
    }

    /** Returns the crops alone, 48x48 grey values each, by a plain call with which the pipeline can be compared. */
    public List<byte[]> crops(byte[] image, boolean whole) {
        return find(image, whole, Expected.NOTHING).crops();
    }
}
