package io.moodstream.pictures;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/** The formats of pictures, told apart by how their bytes begin. */
public enum PictureFormat {
    JPEG("a JPEG"),
    PNG("a PNG"),
    GIF("a GIF"),
    WEBP("a WebP picture"),
    TIFF("a TIFF"),
    BMP("a BMP"),
    HEIF("a HEIC or AVIF picture"),
    TEXT("text"),
    UNKNOWN("in no known format");

    /** Brands of ISO 23008-12 and AVIF; MP4 has others. */
    private static final Set<String> HEIFS =
            Set.of("mif1", "mif2", "msf1", "heic", "heix", "heim", "heis", "hevc", "hevx", "avif", "avis", "miaf");

    private final String words;

    PictureFormat(String words) {
        this.words = words;
    }

    /** Returns what the bytes are. */
    public static PictureFormat of(byte[] bytes) {
        if (starts(bytes, 0xFF, 0xD8, 0xFF)) {
            return JPEG;
        } else if (starts(bytes, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n')) {
            return PNG;
        } else if (starts(bytes, 'G', 'I', 'F', '8')) {
            return GIF;
        } else if (starts(bytes, 'R', 'I', 'F', 'F')
                && bytes.length > 12
                && text(bytes, 8, 4).equals("WEBP")) {
            return WEBP;
        } else if (starts(bytes, 'I', 'I', 42, 0) || starts(bytes, 'M', 'M', 0, 42)) {
            return TIFF;
        } else if (starts(bytes, 'B', 'M')) {
            return BMP;
        } else if (bytes.length > 12 && text(bytes, 4, 4).equals("ftyp") && HEIFS.contains(text(bytes, 8, 4))) {
            return HEIF;
        }
        String start = text(bytes, 0, Math.min(64, bytes.length));
        return start.chars().allMatch(c -> (c >= ' ' && c < 127) || Character.isWhitespace(c)) ? TEXT : UNKNOWN;
    }

    private static boolean starts(byte[] bytes, int... magic) {
        for (int i = 0; i < magic.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xFF) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    private static String text(byte[] bytes, int from, int length) {
        return new String(Arrays.copyOfRange(bytes, from, from + length), StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
        return words;
    }
}
