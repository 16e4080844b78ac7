package io.moodstream.launcher;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** Files that call themselves pictures and are none, or none that may be decoded. */
final class HostileFiles {
    /** How many {@link #write} makes. */
    static final int COUNT = 6;

    private HostileFiles() {}

    /** Writes one of each kind. */
    static void write(Path folder, byte[] goodJpeg) throws IOException {
        Files.write(folder.resolve("h1-truncated.jpg"), Arrays.copyOf(goodJpeg, goodJpeg.length / 2));
        Files.write(folder.resolve("h2-nothing.jpg"), new byte[0]);
        Files.writeString(folder.resolve("h3-text.jpg"), "this is a letter, not a picture");
        Files.write(folder.resolve("h4-gif.jpg"), "GIF89a\1\0\1\0\0\0\0;".getBytes(StandardCharsets.ISO_8859_1));
        Files.write(folder.resolve("h5-huge.png"), png(20_000, 20_000));
        byte[] noise = new byte[3_000];
        new java.util.Random(1).nextBytes(noise);
        noise[0] = (byte) 0xFF;
        noise[1] = (byte) 0xD8;
        noise[2] = (byte) 0xFF;
        Files.write(folder.resolve("h6-noise.jpg"), noise);
    }

    /** A valid grey PNG of nothing but black: small as a file, huge as a picture. */
    static byte[] png(int width, int height) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
        chunk(
                out,
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put(new byte[] {8, 0, 0, 0, 0})
                        .array());
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(rows)) {
            byte[] row = new byte[width + 1];
            for (int y = 0; y < height; y++) {
                deflater.write(row);
            }
        }
        chunk(out, "IDAT", rows.toByteArray());
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] data) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        out.write(ByteBuffer.allocate(4).putInt(data.length).array());
        out.write(name);
        out.write(data);
        out.write(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }
}
