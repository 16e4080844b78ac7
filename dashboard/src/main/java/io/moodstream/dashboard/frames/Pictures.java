package io.moodstream.dashboard.frames;

import io.moodstream.dashboard.http.Problem;
import io.moodstream.pictures.BrokenPictureException;
import io.moodstream.pictures.JpegFile;
import io.moodstream.pictures.PictureFormat;
import io.moodstream.pictures.PictureHeader;
import io.moodstream.schemas.ImageEncoding;
import io.moodstream.schemas.Topics;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Supplier;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import net.coobird.thumbnailator.Thumbnails;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Converts uploads to pictures for frames. Only a few are decoded at a time, which limits the memory: about four bytes
 * per pixel for each thread.
 */
public final class Pictures implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Pictures.class);
    private static final int LONGEST_SIDE = 1920;
    private static final int MOST_WAITING = 256;
    private static final int MOST_SCANS = 64; // encoders of progressive JPEGs write about ten
    private static final double[] QUALITIES = {0.9, 0.75, 0.6};

    static {
        // Otherwise ImageIO caches pictures in temporary files.
        ImageIO.setUseCache(false);
    }

    private final long maxPixels;
    private final ThreadPoolExecutor decoders;

    /** @param maxPixels maximum pixels of a picture */
    public Pictures(long maxPixels) {
        this.maxPixels = maxPixels;
        int threads = Math.max(2, Math.min(4, Runtime.getRuntime().availableProcessors()));
        this.decoders = Threads.pool("pictures", threads, MOST_WAITING);
    }

    /**
     * Converts an upload to a single picture: upright according to its EXIF, without metadata, at most 1920 pixels wide
     * and high, as JPEG.
     *
     * @return the picture; fails with a {@link Problem}: 413 too many pixels, 415 not a picture, 422 cannot be decoded,
     *     503 too many are waiting
     */
    public CompletableFuture<EncodedPicture> single(byte[] upload) {
        return decoding(() -> redrawn(upload, checked(upload)));
    }

    /**
     * Converts an upload to a frame of a lecture; it stays unchanged unless it is too large or has metadata.
     *
     * @return the picture; fails as {@link #single} does
     */
    CompletableFuture<EncodedPicture> frame(byte[] upload) {
        return decoding(() -> {
            PictureHeader header = checked(upload);
            return header.metadata() || upload.length > Topics.MAX_IMAGE_BYTES
                    ? redrawn(upload, header)
                    : new EncodedPicture(upload, encoding(header));
        });
    }

    /**
     * Checks the header of a live camera's frame and returns it unchanged.
     *
     * @throws Problem 413 if it is too large, 415 if it is not a picture, 422 if its header is broken
     */
    public static EncodedPicture live(byte[] image, long maxPixels) {
        if (image.length > Topics.MAX_IMAGE_BYTES) {
            throw Problem.of(
                    413,
                    "The picture has " + image.length + " bytes; at most " + Topics.MAX_IMAGE_BYTES + " are accepted");
        }
        return new EncodedPicture(image, encoding(header(image, maxPixels)));
    }

    /**
     * Reads the header of a picture.
     *
     * @throws Problem 413 if it is too large, 415 if it is not a picture, 422 if its header is broken
     */
    static PictureHeader header(byte[] image, long maxPixels) {
        try {
            PictureHeader header = PictureHeader.read(image);
            if (header.pixels() > maxPixels) {
                throw Problem.of(
                        413,
                        "The picture has " + header.width() + " x " + header.height() + " pixels; at most " + maxPixels
                                + " are accepted");
            }
            return header;
        } catch (BrokenPictureException e) {
            throw refused(e);
        }
    }

    private static Problem refused(BrokenPictureException fault) {
        if (fault.reason().equals(BrokenPictureException.NOT_A_PICTURE)) {
            return Problem.of(415, "That is neither a JPEG nor a PNG, whatever its name says");
        }
        return Problem.of(
                422,
                fault.reason().startsWith("truncated")
                        ? "The picture ends within its header"
                        : Character.toUpperCase(fault.detail().charAt(0))
                                + fault.detail().substring(1));
    }

    private static ImageEncoding encoding(PictureHeader header) {
        return header.format() == PictureFormat.PNG ? ImageEncoding.PNG : ImageEncoding.JPEG;
    }

    private CompletableFuture<EncodedPicture> decoding(Supplier<EncodedPicture> work) {
        try {
            return CompletableFuture.supplyAsync(work, decoders);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(
                    Problem.of(503, "Too many pictures are waiting; try again in a second")
                            .with("retryAfter", 1));
        }
    }

    private PictureHeader checked(byte[] upload) {
        PictureHeader header = header(upload, maxPixels);
        if (header.format() == PictureFormat.JPEG && JpegFile.scans(upload) > MOST_SCANS) {
            throw Problem.of(422, "The JPEG has more than " + MOST_SCANS + " scans");
        }
        return header;
    }

    private static EncodedPicture redrawn(byte[] upload, PictureHeader header) {
        try {
            BufferedImage drawn = drawn(upload, header);
            byte[] image = encoded(drawn);
            for (int side = LONGEST_SIDE; image.length > Topics.MAX_IMAGE_BYTES; side = side * 2 / 3) {
                image = encoded(Thumbnails.of(drawn).size(side, side).asBufferedImage());
            }
            return new EncodedPicture(image, ImageEncoding.JPEG);
        } catch (Problem e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // Decoders throw all kinds of exceptions at broken pictures.
            LOG.debug("Could not decode an uploaded picture", e);
            throw Problem.of(422, "The picture cannot be decoded; the file may be damaged");
        }
    }

    private static BufferedImage drawn(byte[] upload, PictureHeader header) throws IOException {
        byte[] bare = header.stripMetadata(upload);
        requireSize(bare, header);
        var thumbnails = Thumbnails.of(new ByteArrayInputStream(bare)).imageType(BufferedImage.TYPE_INT_RGB);
        boolean fits = Math.max(header.width(), header.height()) <= LONGEST_SIDE;
        return (fits ? thumbnails.scale(1) : thumbnails.size(LONGEST_SIDE, LONGEST_SIDE)).asBufferedImage();
    }

    /**
     * Checks that the decoder sees the same size as the header, before it allocates memory for the pixels.
     *
     * @throws Problem 422 if the sizes differ
     */
    static void requireSize(byte[] image, PictureHeader header) throws IOException {
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(image))) {
            ImageReader reader = ImageIO.getImageReaders(in).next();
            try {
                reader.setInput(in, true, true);
                if (reader.getWidth(0) != header.width() || reader.getHeight(0) != header.height()) {
                    throw Problem.of(422, "The picture contains two different sizes");
                }
            } finally {
                reader.dispose();
            }
        }
    }

    /** Encodes a JPEG in the best quality that fits; in the lowest one if none fits. */
    private static byte[] encoded(BufferedImage drawn) throws IOException {
        byte[] image = {};
        for (double quality : QUALITIES) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Thumbnails.of(drawn)
                    .scale(1)
                    .outputFormat("jpg")
                    .outputQuality(quality)
                    .toOutputStream(out);
            image = out.toByteArray();
            if (image.length <= Topics.MAX_IMAGE_BYTES) {
                break;
            }
        }
        return image;
    }

    @Override
    public void close() {
        decoders.shutdownNow();
    }
}
