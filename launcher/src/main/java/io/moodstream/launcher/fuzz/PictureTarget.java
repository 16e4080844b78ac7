package io.moodstream.launcher.fuzz;

import io.moodstream.detector.DetectorConfig;
import io.moodstream.detector.FaceFinder;
import io.moodstream.detector.RejectedFrameException;
import io.moodstream.detector.models.FaceDetector;
import io.moodstream.detector.models.FaceDetectors;
import io.moodstream.kit.Settings;
import io.moodstream.pictures.PictureFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32;

/** The detector's way from a picture's bytes to faces. */
final class PictureTarget implements FuzzTarget {
    private static final int PNG_SIGNATURE = 8;
    private static final int MOST_SCANS = 20_000;

    private final List<byte[]> good;
    private final FaceDetector detector;
    private final FaceFinder finder;

    private PictureTarget(List<byte[]> good) {
        this.good = good;
        DetectorConfig config = new Settings(Map.of()).bind(DetectorConfig.class);
        this.detector = FaceDetectors.open(config.options());
        this.finder = new FaceFinder(detector, config);
    }

    static PictureTarget jpegs() throws IOException {
        return new PictureTarget(SamplePicture.read().jpegs());
    }

    static PictureTarget pngs() throws IOException {
        return new PictureTarget(SamplePicture.read().pngs());
    }

    @Override
    public List<byte[]> good() {
        return good;
    }

    @Override
    public byte[] draw(Random random) {
        return broken(good, random);
    }

    /** Breaks a picture in such a way that its decoder is mostly reached. */
    static byte[] broken(List<byte[]> pictures, Random random) {
        if (random.nextInt(50) == 0) {
            return repeatedScans(pictures.get(pictures.size() - 1), random);
        }
        byte[] broken = Mutator.breakOne(pictures, random);
        return PictureFormat.of(broken) == PictureFormat.PNG && random.nextInt(4) > 0 ? withChecksums(broken) : broken;
    }

    /** Writes the checksums of a PNG's chunks anew, without which nothing of them is read. */
    private static byte[] withChecksums(byte[] png) {
        ByteBuffer bytes = ByteBuffer.wrap(png.clone());
        long at = PNG_SIGNATURE;
        while (at + 12 <= png.length) {
            long end = at + 8 + (bytes.getInt((int) at) & 0xFFFF_FFFFL);
            if (end + 4 > png.length) {
                break;
            }
            CRC32 crc = new CRC32();
            crc.update(bytes.array(), (int) at + 4, (int) (end - at) - 4);
            bytes.putInt((int) end, (int) crc.getValue());
            at = end + 4;
        }
        return bytes.array();
    }

    /** Repeats the last scan of a JPEG: decoding takes the pixels times the scans. */
    private static byte[] repeatedScans(byte[] jpeg, Random random) {
        int scan = jpeg.length - 2;
        while (scan > 0 && !(jpeg[scan] == (byte) 0xFF && jpeg[scan + 1] == (byte) 0xDA)) {
            scan--;
        }
        int length = Math.min(jpeg.length - 2 - scan, 40);
        int times = Math.min(1 + random.nextInt(MOST_SCANS), 1_000_000 / Math.max(1, length));
        ByteBuffer out = ByteBuffer.allocate(scan + length * times + 2).put(jpeg, 0, scan);
        for (int i = 0; i < times; i++) {
            out.put(jpeg, scan, length);
        }
        return out.put((byte) 0xFF).put((byte) 0xD9).array();
    }

    @Override
    public Optional<String> read(byte[] input) {
        // Anybody who may publish can say that it is whole.
        return read(input, Arrays.hashCode(input) % 2 == 0);
    }

    private Optional<String> read(byte[] input, boolean whole) {
        try {
            finder.crops(input, whole);
            return Optional.empty();
        } catch (RejectedFrameException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() {
        detector.close();
    }
}
