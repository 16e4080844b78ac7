package io.moodstream.detector.models;

import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.equalizeHist;

import io.moodstream.kit.ConfigurationException;
import io.moodstream.pictures.DecodedPicture;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.FileStorage;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.RectVector;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_objdetect.CascadeClassifier;

/**
 * Finds faces with a cascade of simple features (Viola and Jones 2001). It needs OpenCV's own model only, and GTK 2 on
 * Linux, because that part of OpenCV is linked with its windows. It has no scores: they are all 1.
 */
@SuppressWarnings("try") // A PointerScope works by being open.
final class HaarFaceDetector implements FaceDetector {
    private final CascadeManifest manifest;
    private final String cascade;
    // A cascade serves one thread at a time.
    private final ConcurrentLinkedQueue<CascadeClassifier> idle = new ConcurrentLinkedQueue<>();

    HaarFaceDetector(CascadeManifest manifest, byte[] cascade) {
        this.manifest = manifest;
        this.cascade = new String(cascade, StandardCharsets.UTF_8);
        idle.add(load());
    }

    private CascadeClassifier load() {
        try (PointerScope scope = new PointerScope()) {
            CascadeClassifier classifier = new CascadeClassifier();
            FileStorage storage = new FileStorage(cascade, FileStorage.READ | FileStorage.MEMORY);
            if (!classifier.read(storage.getFirstTopLevelNode())) {
                throw unreadable();
            }
            classifier.retainReference(); // outlives the scope
            return classifier;
        } catch (ConfigurationException e) {
            throw e;
        } catch (RuntimeException e) {
            throw unreadable();
        } catch (LinkageError e) {
            throw new ConfigurationException("DETECTOR_MODEL=" + manifest.id()
                    + ": OpenCV's cascades need GTK 2 (on Debian: libgtk2.0-0), which is not installed");
        }
    }

    private ConfigurationException unreadable() {
        return new ConfigurationException("DETECTOR_MODEL: " + manifest.model() + " is not a readable cascade");
    }

    @Override
    public String id() {
        return manifest.id();
    }

    @Override
    public CropGeometry cropGeometry() {
        return manifest.crop();
    }

    @Override
    public List<Detection> detect(DecodedPicture picture) {
        CascadeClassifier waiting = idle.poll();
        CascadeClassifier classifier = waiting == null ? load() : waiting;
        try (PointerScope scope = new PointerScope()) {
            Mat grey = new Mat();
            cvtColor(picture.bgr(), grey, COLOR_BGR2GRAY);
            equalizeHist(grey, grey);
            RectVector boxes = new RectVector();
            Size smallest = new Size(manifest.minFace(), manifest.minFace());
            classifier.detectMultiScale(
                    grey, boxes, manifest.scaleFactor(), manifest.minNeighbours(), 0, smallest, new Size());
            List<Detection> faces = new ArrayList<>();
            for (long i = 0; i < boxes.size(); i++) {
                Rect at = boxes.get(i);
                Box box = manifest.box().apply(new Box(at.x(), at.y(), at.width(), at.height()));
                faces.add(new Detection(box, 1, Optional.empty()));
            }
            return faces;
        } finally {
            idle.add(classifier);
        }
    }

    @Override
    public void close() {
        for (CascadeClassifier c = idle.poll(); c != null; c = idle.poll()) {
            c.close();
        }
    }
}
