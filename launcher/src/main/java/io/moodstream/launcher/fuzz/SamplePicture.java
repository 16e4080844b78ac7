package io.moodstream.launcher.fuzz;

import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;

import io.moodstream.ingest.IngestConfig;
import io.moodstream.ingest.sources.FrameSource;
import io.moodstream.ingest.sources.SourceOptions;
import io.moodstream.ingest.sources.SourceSpec;
import io.moodstream.kit.Settings;
import io.moodstream.pictures.DecodedPicture;
import io.moodstream.pictures.PictureDecoder;
import io.moodstream.pictures.PictureHeader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.bytedeco.javacpp.BytePointer;

/** A small picture of the bundled class, in the formats that are read. */
final class SamplePicture {
    private static final int SIDE = 320;
    private static final int PIXELS = 25_000_000;
    private static final int QUALITY = 85;

    private final byte[] jpeg;

    private SamplePicture(byte[] jpeg) {
        this.jpeg = jpeg;
    }

    /** Reads it. */
    static SamplePicture read() throws IOException {
        SourceOptions options = new Settings(Map.of()).bind(IngestConfig.class).sourceOptions();
        byte[] first;
        try (FrameSource sample = SourceSpec.parse("sample").place().open(options)) {
            first = sample.next().orElseThrow().image();
        }
        try (DecodedPicture whole = new PictureDecoder(PIXELS).decode(first);
                DecodedPicture small = whole.within(SIDE)) {
            return new SamplePicture(small.toJpeg(QUALITY));
        }
    }

    /** Returns it as a JPEG: as cameras write it, and in several scans. */
    List<byte[]> jpegs() {
        return List.of(jpeg, progressive());
    }

    /** Returns it as a PNG: in colours, in greys, and transparent. */
    List<byte[]> pngs() {
        return List.of(
                of("png", BufferedImage.TYPE_3BYTE_BGR),
                of("png", BufferedImage.TYPE_BYTE_GRAY),
                of("png", BufferedImage.TYPE_4BYTE_ABGR));
    }

    /** Returns it in a format that Java writes: gif, bmp or tiff. */
    byte[] of(String format) {
        return of(format, BufferedImage.TYPE_3BYTE_BGR);
    }

    /** Returns it as WebP. */
    byte[] webp() {
        try (DecodedPicture decoded = new PictureDecoder(PIXELS).decode(jpeg);
                BytePointer encoded = new BytePointer()) {
            if (!imencode(".webp", decoded.bgr(), encoded)) {
                throw new IllegalStateException("WebP cannot be encoded");
            }
            byte[] webp = new byte[(int) encoded.limit()];
            encoded.get(webp);
            return webp;
        }
    }

    /** Returns it four times, as the tiles of a HEIC. */
    byte[] heic() {
        PictureHeader header = PictureHeader.read(jpeg);
        return SampleHeic.of(jpeg, header.width(), header.height());
    }

    private byte[] of(String format, int type) {
        try {
            BufferedImage image = image();
            BufferedImage drawn = new BufferedImage(image.getWidth(), image.getHeight(), type);
            drawn.createGraphics().drawImage(image, 0, 0, null);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            if (!ImageIO.write(drawn, format, out)) {
                throw new IllegalStateException(format + " cannot be written");
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] progressive() {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            ImageWriteParam options = writer.getDefaultWriteParam();
            options.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image(), null, null), options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    private BufferedImage image() throws IOException {
        return ImageIO.read(new ByteArrayInputStream(jpeg));
    }
}
