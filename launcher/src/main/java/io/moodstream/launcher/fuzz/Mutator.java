package io.moodstream.launcher.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Breaks good inputs: bits, bytes, numbers, runs, ends and halves, up to eight places at a time. */
final class Mutator {
    /** The largest input that is made, bytes: somewhat more than a record may have. */
    private static final int LONGEST = 1_200_000;

    /** In large inputs, half of the changes are made where headers are. */
    private static final int HEADER = 700;

    private static final int LONGEST_RUN = 256;
    private static final int MOST_REPETITIONS = 4_000;
    private static final long[] NUMBERS = {
        0,
        1,
        -1,
        2,
        127,
        128,
        255,
        256,
        32_767,
        65_535,
        65_536,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        1L << 32,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };
    private static final List<String> TEXTS = List.of(
            "",
            "-1",
            "0",
            "-0.0",
            "1e400",
            "NaN",
            "99999999999999999999",
            "null",
            "true",
            "[]",
            "{}",
            "\"",
            "'",
            "\\",
            "\\u0000",
            "\u0000",
            "\r\n",
            ",",
            "%00",
            "../",
            "\u202e",
            "\ud83d\ude00",
            "${jndi:ldap://x}");

    private Mutator() {}

    /** Returns a broken form of one of the inputs. */
    static byte[] breakOne(List<byte[]> inputs, Random random) {
        byte[] other = inputs.get(random.nextInt(inputs.size()));
        return breakIt(inputs.get(random.nextInt(inputs.size())), other, random);
    }

    /**
     * Breaks an input.
     *
     * @param other another one, of which parts are taken
     */
    static byte[] breakIt(byte[] input, byte[] other, Random random) {
        byte[] broken = input.clone();
        int changes = 1 << random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            broken = change(broken, other, random);
        }
        return broken.length > LONGEST ? Arrays.copyOf(broken, LONGEST) : broken;
    }

    /** Breaks a text in a place or two, so that most of it is understood still. */
    static byte[] breakText(List<byte[]> inputs, Random random) {
        if (random.nextInt(4) == 0) {
            return breakOne(inputs, random);
        }
        byte[] broken = inputs.get(random.nextInt(inputs.size()));
        for (int i = random.nextInt(2); i >= 0; i--) {
            int at = random.nextInt(broken.length);
            while (at > 0 && isWord(broken[at]) && isWord(broken[at - 1])) {
                at--;
            }
            broken = random.nextInt(8) == 0 ? change(broken, broken, random) : text(broken, at, random);
            broken = broken.length == 0 ? new byte[] {' '} : broken;
        }
        return broken;
    }

    private static boolean isWord(byte letter) {
        return letter > 0 && (Character.isLetterOrDigit(letter) || letter == '.' || letter == '-');
    }

    private static byte[] change(byte[] in, byte[] other, Random random) {
        int at = place(in, random);
        int run = Math.min(1 + random.nextInt(LONGEST_RUN), in.length - at);
        return switch (random.nextInt(14)) {
            case 0, 1 -> over(in, at, new byte[] {(byte) (in.length == 0 ? 0 : in[at] ^ 1 << random.nextInt(8))});
            case 2 -> over(in, at, bytes(random, 1));
            case 3 -> over(in, at, new byte[] {(byte) NUMBERS[random.nextInt(NUMBERS.length)]});
            case 4 -> over(in, at, number(Short.BYTES, random));
            case 5 -> over(in, at, number(Integer.BYTES, random));
            case 6 -> over(in, at, number(Long.BYTES, random));
            case 7 -> over(in, at, bytes(random, 1 + random.nextInt(32)));
            case 8 -> joined(in, at, new byte[0], at + run);
            case 9 -> joined(in, at, bytes(random, 1 + random.nextInt(32)), at);
            case 10 -> joined(in, at, repeated(in, at, run, random), at);
            case 11 -> Arrays.copyOf(in, at);
            case 12 -> joined(Arrays.copyOf(in, at), at, tail(other, random), at);
            default -> text(in, at, random);
        };
    }

    private static int place(byte[] in, Random random) {
        int within = in.length > HEADER && random.nextBoolean() ? HEADER : in.length;
        return within == 0 ? 0 : random.nextInt(within);
    }

    /** Puts a text in the place of a word or a number, or between. */
    private static byte[] text(byte[] in, int at, Random random) {
        int end = at;
        while (end < in.length && end - at < 32 && isWord(in[end])) {
            end++;
        }
        byte[] text = TEXTS.get(random.nextInt(TEXTS.size())).getBytes(StandardCharsets.UTF_8);
        return joined(in, at, text, random.nextInt(4) == 0 ? at : end);
    }

    /** Now and then a run is there so often that it takes work without end, if anybody works on each. */
    private static byte[] repeated(byte[] in, int at, int run, Random random) {
        int times = 1 + random.nextInt(random.nextInt(8) == 0 ? MOST_REPETITIONS : 4);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < times && out.size() < LONGEST; i++) {
            out.write(in, at, run);
        }
        return out.toByteArray();
    }

    private static byte[] tail(byte[] other, Random random) {
        return other.length == 0 ? other : Arrays.copyOfRange(other, random.nextInt(other.length), other.length);
    }

    private static byte[] number(int bytes, Random random) {
        long value = NUMBERS[random.nextInt(NUMBERS.length)];
        ByteOrder order = random.nextBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        byte[] big = ByteBuffer.allocate(Long.BYTES).order(order).putLong(value).array();
        return order == ByteOrder.BIG_ENDIAN
                ? Arrays.copyOfRange(big, Long.BYTES - bytes, Long.BYTES)
                : Arrays.copyOf(big, bytes);
    }

    private static byte[] over(byte[] in, int at, byte[] what) {
        byte[] changed = in.clone();
        System.arraycopy(what, 0, changed, at, Math.min(what.length, in.length - at));
        return changed;
    }

    private static byte[] joined(byte[] in, int head, byte[] middle, int from) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(in, 0, head);
        out.writeBytes(middle);
        out.write(in, Math.min(from, in.length), in.length - Math.min(from, in.length));
        return out.toByteArray();
    }

    private static byte[] bytes(Random random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
