package io.moodstream.ingest.sources;

import io.moodstream.pictures.JpegFile;
import io.moodstream.schemas.Topics;
import java.io.IOException;
import java.time.Duration;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Encodes decoded pictures so that they fit into the topic: a picture that is too large is halved until it fits. */
final class JpegPictures implements AutoCloseable {
    /** Leaves room for the EXIF orientation. */
    private static final int LARGEST = Topics.MAX_IMAGE_BYTES - 64;

    private final JpegEncoder encoder;
    private final int maxWidth;

    JpegPictures(SourceOptions options) {
        Ffmpeg.quiet();
        this.encoder = new JpegEncoder(options.jpegQuality());
        this.maxWidth = options.maxWidth() == 0 ? Integer.MAX_VALUE : options.maxWidth();
    }

    /**
     * @param decoded any pixel format
     * @param position time since the source's first picture
     * @throws IOException if FFmpeg refuses it
     */
    SourcePicture encode(AVFrame decoded, Duration position) throws IOException {
        int width = Math.min(decoded.width(), maxWidth);
        byte[] image = encoder.encode(decoded, width);
        boolean scaled = false;
        while (image.length > LARGEST && width > 1) {
            width /= 2;
            image = encoder.encode(decoded, width);
            scaled = true;
        }
        return new SourcePicture(JpegFile.withOrientation(image, Orientation.of(decoded)), position, scaled);
    }

    @Override
    public void close() {
        encoder.close();
    }
}
