package io.moodstream.ingest.sources;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Damages JPEGs as cables, disks and bad programs do, and makes odd ones that are whole. */
final class DamagedPictures {
    private static final byte[] END = {(byte) 0xFF, (byte) 0xD9};

    private DamagedPictures() {}

    /** Changes a JPEG; another one of the same size is there to mix with. */
    interface Change {
        byte[] apply(byte[] jpeg, byte[] other, Random random);
    }

    /** Everything that a decoder should refuse. */
    static Map<String, Change> faults() {
        Map<String, Change> faults = new LinkedHashMap<>();
        faults.put("cut off", (jpeg, other, random) -> Arrays.copyOf(jpeg, place(jpeg, 1, random)));
        faults.put(
                "cut off, end marker appended",
                (jpeg, other, random) -> joined(Arrays.copyOf(jpeg, place(jpeg, 1, random)), END));
        faults.put(
                "1 kB missing in the middle", (jpeg, other, random) -> without(jpeg, place(jpeg, 1024, random), 1024));
        for (int count : new int[] {1, 4, 16, 64, 256}) {
            faults.put(
                    "random bytes over " + count,
                    (jpeg, other, random) -> overwritten(jpeg, place(jpeg, count, random), bytes(random, count)));
        }
        faults.put(
                "zeros over 512 bytes",
                (jpeg, other, random) -> overwritten(jpeg, place(jpeg, 512, random), new byte[512]));
        faults.put("one bit flipped", (jpeg, other, random) -> flipped(jpeg, 1, random));
        faults.put("8 bits flipped", (jpeg, other, random) -> flipped(jpeg, 8, random));
        faults.put(
                "halves of two pictures",
                (jpeg, other, random) -> joined(
                        Arrays.copyOf(jpeg, jpeg.length / 2),
                        Arrays.copyOfRange(other, other.length / 2, other.length)));
        faults.put(
                "half a picture, then a whole one",
                (jpeg, other, random) -> joined(Arrays.copyOf(jpeg, jpeg.length / 2), other));
        faults.put(
                "4 random bytes in the header",
                (jpeg, other, random) -> overwritten(jpeg, 2 + random.nextInt(scan(jpeg) - 6), bytes(random, 4)));
        return faults;
    }

    /** What takes restart markers. */
    static Map<String, Change> restartFaults() {
        return Map.of("two restart markers swapped", (jpeg, other, random) -> {
            List<Integer> markers = restarts(jpeg);
            int first = random.nextInt(markers.size() - 1);
            byte[] swapped = jpeg.clone();
            swapped[markers.get(first)] = jpeg[markers.get(first + 1)];
            swapped[markers.get(first + 1)] = jpeg[markers.get(first)];
            return swapped;
        });
    }

    /** What no decoder should refuse; about the missing end marker they may differ. */
    static Map<String, Change> oddities() {
        Map<String, Change> oddities = new LinkedHashMap<>();
        oddities.put("as it is", (jpeg, other, random) -> jpeg);
        oddities.put("500 bytes behind the end", (jpeg, other, random) -> joined(jpeg, bytes(random, 500)));
        oddities.put(
                "a padded marker",
                (jpeg, other, random) -> joined(
                        Arrays.copyOf(jpeg, 2), new byte[] {(byte) 0xFF}, Arrays.copyOfRange(jpeg, 2, jpeg.length)));
        oddities.put(
                "12 zeros before the end marker",
                (jpeg, other, random) -> joined(Arrays.copyOf(jpeg, jpeg.length - 2), new byte[12], END));
        oddities.put("no end marker", (jpeg, other, random) -> Arrays.copyOf(jpeg, jpeg.length - 2));
        return oddities;
    }

    /** Somewhere in the data of the scan, with so many bytes of it behind. */
    private static int place(byte[] jpeg, int bytes, Random random) {
        int scan = scan(jpeg);
        return scan + random.nextInt(jpeg.length - 2 - bytes - scan);
    }

    /** Where the header of the first scan ends. */
    private static int scan(byte[] jpeg) {
        int at = 2;
        while (jpeg[at + 1] != (byte) 0xDA) {
            at += 2 + length(jpeg, at);
        }
        return at + 2 + length(jpeg, at);
    }

    private static int length(byte[] jpeg, int marker) {
        return (jpeg[marker + 2] & 0xFF) << 8 | (jpeg[marker + 3] & 0xFF);
    }

    /** Where the numbers of the restart markers are. */
    private static List<Integer> restarts(byte[] jpeg) {
        List<Integer> places = new ArrayList<>();
        for (int at = scan(jpeg); at + 1 < jpeg.length; at++) {
            if (jpeg[at] == (byte) 0xFF && (jpeg[at + 1] & 0xF8) == 0xD0) {
                places.add(at + 1);
            }
        }
        return places;
    }

    private static byte[] overwritten(byte[] jpeg, int at, byte[] bytes) {
        byte[] changed = jpeg.clone();
        System.arraycopy(bytes, 0, changed, at, bytes.length);
        return changed;
    }

    private static byte[] without(byte[] jpeg, int at, int count) {
        return joined(Arrays.copyOf(jpeg, at), Arrays.copyOfRange(jpeg, at + count, jpeg.length));
    }

    private static byte[] flipped(byte[] jpeg, int bits, Random random) {
        byte[] changed = jpeg.clone();
        for (int i = 0; i < bits; i++) {
            changed[place(jpeg, 1, random)] ^= (byte) (1 << random.nextInt(8));
        }
        return changed;
    }

    private static byte[] bytes(Random random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            whole.writeBytes(part);
        }
        return whole.toByteArray();
    }
}
