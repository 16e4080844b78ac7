package io.moodstream.ingest.sources;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import io.moodstream.ingest.sources.SourcePicture.State;
import io.moodstream.pictures.JpegFile;
import io.moodstream.schemas.Topics;
import java.io.IOException;
import java.time.Duration;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Encodes decoded pictures so that they fit into the topic: a picture that is too large is halved until it fits. */
final class JpegPictures implements AutoCloseable {
    /** Leaves room for the EXIF orientation. */
    private static final int LARGEST = Topics.MAX_IMAGE_BYTES - 64;

    /** The widest pixel of any format is less than 3 times as wide as high: half of a 16:9 picture's columns. */
    private static final double ODDEST_PIXEL = 4;

    private final JpegEncoder encoder;
    private final int maxWidth;

    JpegPictures(SourceOptions options) {
        Ffmpeg.quiet();
        this.encoder = new JpegEncoder(options.jpegQuality());
        this.maxWidth = options.maxWidth() == 0 ? Integer.MAX_VALUE : options.maxWidth();
    }

    /**
     * Encodes a picture with square pixels.
     *
     * @param decoded any pixel format
     * @param position time since the source's first picture
     * @throws IOException if FFmpeg refuses it
     */
    SourcePicture encode(AVFrame decoded, Duration position) throws IOException {
        return encode(decoded, 1, position);
    }

    /**
     * Encodes a picture of a video.
     *
     * @param decoded any pixel format; interlaced ones are made of the lines that were taken first
     * @param pixelAspect a pixel's width by its height; the JPEG's pixels are square
     * @param position time since the source's first picture
     * @throws IOException if FFmpeg refuses it
     */
    SourcePicture encode(AVFrame decoded, double pixelAspect, Duration position) throws IOException {
        double aspect = pixelAspect > 1 / ODDEST_PIXEL && pixelAspect < ODDEST_PIXEL ? pixelAspect : 1;
        double width = decoded.width() * Math.max(1, aspect); // wider or higher, never less than was there
        double height = decoded.height() / Math.min(1, aspect);
        AVFrame picture = Fields.interlaced(decoded) ? Fields.first(decoded) : decoded;
        try {
            return encode(picture, width, height, Orientation.of(decoded), position);
        } finally {
            if (picture != decoded) {
                av_frame_free(picture);
            }
        }
    }

    private SourcePicture encode(AVFrame picture, double width, double height, int orientation, Duration position)
            throws IOException {
        double ratio = height / width;
        int columns = (int) Math.round(Math.min(width, maxWidth));
        byte[] image = encoder.encode(picture, columns, rows(columns, ratio));
        boolean scaled = false;
        while (image.length > LARGEST && columns > 1) {
            columns /= 2;
            image = encoder.encode(picture, columns, rows(columns, ratio));
            scaled = true;
        }
        return new SourcePicture(JpegFile.withOrientation(image, orientation), position, scaled, State.WHOLE);
    }

    private static int rows(int columns, double ratio) {
        return (int) Math.max(1, Math.round(columns * ratio));
    }

    @Override
    public void close() {
        encoder.close();
    }
}
