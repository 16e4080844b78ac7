package io.moodstream.dashboard.frames;

import io.moodstream.dashboard.http.Problem;
import io.moodstream.pictures.BrokenPictureException;
import io.moodstream.pictures.DecodedPicture;
import io.moodstream.pictures.PictureDecoder;
import io.moodstream.pictures.PictureFormat;
import io.moodstream.pictures.PictureHeader;
import io.moodstream.schemas.ImageEncoding;
import io.moodstream.schemas.Topics;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Supplier;

/**
 * Converts uploads to pictures for frames. Only a few are decoded at a time, which limits the memory: for each thread
 * about six bytes per pixel, and twelve where a PNG is transparent.
 */
public final class Pictures implements AutoCloseable {
    private static final int LONGEST_SIDE = 1920;
    private static final int MOST_WAITING = 256;
    private static final int[] QUALITIES = {90, 75, 60};

    private final long maxPixels;
    private final PictureDecoder decoder;
    private final ThreadPoolExecutor decoders;

    /** @param maxPixels maximum pixels of a picture */
    public Pictures(long maxPixels) {
        this.maxPixels = maxPixels;
        this.decoder = new PictureDecoder(maxPixels);
        int threads = Math.max(2, Math.min(4, Runtime.getRuntime().availableProcessors()));
        this.decoders = Threads.pool("pictures", threads, MOST_WAITING);
    }

    /**
     * Converts an upload to a single picture: upright according to its EXIF, without metadata, what is transparent on
     * white, at most 1920 pixels wide and high, as JPEG. The detector decodes frames in the same way.
     *
     * @return the picture; fails with a {@link Problem}: 413 too many pixels, 415 not a picture, 422 cannot be decoded,
     *     503 too many are waiting
     */
    public CompletableFuture<EncodedPicture> single(byte[] upload) {
        return decoding(() -> redrawn(upload, header(upload, maxPixels)));
    }

    /**
     * Converts an upload to a frame of a lecture; it stays unchanged unless it is too large or has metadata.
     *
     * @return the picture; fails as {@link #single} does
     */
    CompletableFuture<EncodedPicture> frame(byte[] upload) {
        return decoding(() -> {
            PictureHeader header = header(upload, maxPixels);
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
                        ? "The picture ends early; the file may be damaged"
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

    private EncodedPicture redrawn(byte[] upload, PictureHeader header) {
        try (DecodedPicture decoded = decoder.decode(header.stripMetadata(upload));
                DecodedPicture picture = decoded.within(LONGEST_SIDE)) {
            return new EncodedPicture(picture.toJpegWithin(Topics.MAX_IMAGE_BYTES, QUALITIES), ImageEncoding.JPEG);
        } catch (BrokenPictureException e) {
            throw refused(e);
        }
    }

    @Override
    public void close() {
        decoders.shutdownNow();
    }
}
