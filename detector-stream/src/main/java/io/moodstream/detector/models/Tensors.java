package io.moodstream.detector.models;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_dnn.blobFromImage;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2RGB;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/** Converts pictures to the tensors of networks. The results belong to the caller's PointerScope. */
final class Tensors {
    private Tensors() {}

    /** Returns an 8-bit BGR image as floats in the input's layout, colours and range. */
    static Mat of(Mat image, SsdManifest.Input input) {
        boolean rgb = input.colours() == SsdManifest.Colours.RGB;
        if (input.layout() == SsdManifest.Layout.NCHW) {
            // OpenCV subtracts the mean before it multiplies.
            Scalar mean = Scalar.all(-input.offset() / input.scale());
            return blobFromImage(image, input.scale(), new Size(), mean, rgb, false, CV_32F);
        }
        Mat ordered = image;
        if (rgb) {
            ordered = new Mat();
            cvtColor(image, ordered, COLOR_BGR2RGB);
        }
        Mat floats = new Mat();
        ordered.convertTo(floats, CV_32F, input.scale(), input.offset());
        return floats;
    }
}
