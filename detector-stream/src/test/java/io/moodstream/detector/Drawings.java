package io.moodstream.detector;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;
import static org.bytedeco.opencv.global.opencv_imgproc.GaussianBlur;
import static org.bytedeco.opencv.global.opencv_imgproc.circle;
import static org.bytedeco.opencv.global.opencv_imgproc.ellipse;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/** Draws pictures for tests: nobody's face, but the detector finds one. */
public final class Drawings {
    private Drawings() {}

    /** Returns a picture of a grey wall as ".jpg" or ".png". */
    public static byte[] wall(String extension, int width, int height) {
        return encode(canvas(width, height), extension);
    }

    /** Returns a 640x480 JPEG with a drawn face, 200 pixels high, around a point. */
    public static byte[] face(int x, int y) {
        return faces(x, y);
    }

    /** Returns a picture with several drawn faces around the points x, y, x, y and so on. */
    public static byte[] faces(int... places) {
        Mat picture = canvas(640, 480);
        for (int i = 0; i < places.length; i += 2) {
            draw(picture, places[i], places[i + 1]);
        }
        GaussianBlur(picture, picture, new Size(7, 7), 2);
        return encode(picture, ".jpg");
    }

    private static void draw(Mat picture, int x, int y) {
        oval(picture, x, y - 8, 84, 112, 40, 50, 60);
        oval(picture, x, y + 10, 72, 96, 140, 170, 215);
        for (int side : new int[] {-1, 1}) {
            int eye = x + side * 29;
            oval(picture, eye, y - 28, 19, 5, 40, 45, 60);
            oval(picture, eye, y - 9, 15, 9, 235, 240, 240);
            circle(picture, new Point(eye, y - 9), 7, Scalar.all(30), -1, 16, 0);
            oval(picture, x + side * 7, y + 32, 6, 4, 90, 110, 160);
        }
        oval(picture, x, y + 18, 9, 18, 125, 155, 205);
        oval(picture, x, y + 60, 27, 9, 80, 80, 180);
    }

    private static Mat canvas(int width, int height) {
        return new Mat(height, width, CV_8UC3, new Scalar(190, 185, 180, 0));
    }

    private static void oval(Mat picture, int x, int y, int halfWidth, int halfHeight, int b, int g, int r) {
        ellipse(
                picture,
                new Point(x, y),
                new Size(halfWidth, halfHeight),
                0,
                0,
                360,
                new Scalar(b, g, r, 0),
                -1,
                16,
                0);
    }

    private static byte[] encode(Mat picture, String extension) {
        BytePointer bytes = new BytePointer();
        imencode(extension, picture, bytes);
        byte[] copy = new byte[(int) bytes.limit()];
        bytes.get(copy);
        return copy;
    }
}
