package io.moodstream.classifier.evaluation;

import io.moodstream.classifier.Crop;
import io.moodstream.kit.ConfigurationException;
import io.moodstream.schemas.Emotion;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * FER2013 as its authors published it (Goodfellow et al. 2013): a line of header, then a face a line: a label of 0 to
 * 6 in the order of {@link Emotion}, 48 x 48 grey values with blanks between, the part it belongs to. Read as a stream,
 * plain or gzip by its content.
 */
final class Fer2013Csv {
    private static final String HEADER = "emotion,pixels,Usage";
    private static final int SIDE = 48;
    private static final int GZIP_MAGIC = 0x1f8b;

    private final Path file;
    private final BiPredicate<Integer, String> wanted;
    private final Set<String> usages = new TreeSet<>();
    private int line;
    private int faces;

    /** wanted: by row, counting from 0, and part. */
    private Fer2013Csv(Path file, BiPredicate<Integer, String> wanted) {
        this.file = file;
        this.wanted = wanted;
    }

    /**
     * Hands over all faces of one part, in the file's order.
     *
     * @param usage Training, PublicTest or PrivateTest
     * @return number of rows in the whole file
     * @throws ConfigurationException naming file, line and what is expected, if the file cannot be read, is not of this
     *     form or has no face of that part
     */
    static int read(Path file, String usage, Consumer<LabelledFace> each, Progress progress) {
        Fer2013Csv csv = new Fer2013Csv(file, (row, part) -> part.equals(usage));
        csv.read(each, progress);
        if (csv.faces == 0) {
            throw new ConfigurationException(file + " holds no face of usage " + usage + "; it holds "
                    + (csv.usages.isEmpty() ? "none" : csv.usages));
        }
        return csv.rows();
    }

    /**
     * Hands over some rows, whatever part they belong to, in the file's order.
     *
     * @param rows counting from 0 without the header
     * @throws ConfigurationException as {@link #read}, and if there is no such row
     */
    static void readRows(Path file, Set<Integer> rows, Consumer<LabelledFace> each, Progress progress) {
        Fer2013Csv csv = new Fer2013Csv(file, (row, part) -> rows.contains(row));
        csv.read(each, progress);
        if (csv.faces < rows.size()) {
            throw new ConfigurationException(file + " holds " + csv.rows() + " rows, counted from 0; row "
                    + Collections.max(rows) + " was asked for");
        }
    }

    private void read(Consumer<LabelledFace> each, Progress progress) {
        try (SeekableByteChannel bytes = Files.newByteChannel(file);
                BufferedReader lines = new BufferedReader(
                        new InputStreamReader(unpacked(Channels.newInputStream(bytes)), StandardCharsets.US_ASCII))) {
            header(lines.readLine());
            for (String row = lines.readLine(); row != null; row = lines.readLine()) {
                row(row, each);
                progress.at(bytes.position(), bytes.size());
            }
        } catch (NoSuchFileException e) {
            throw new ConfigurationException("There is no file " + file);
        } catch (IOException e) {
            throw fault("cannot be read on: " + e);
        }
    }

    private int rows() {
        return line - 1;
    }

    /** The stream itself, or what it unpacks to if it is gzip. */
    static InputStream unpacked(InputStream raw) throws IOException {
        InputStream in = new BufferedInputStream(raw, 1 << 16);
        in.mark(2);
        int magic = in.read() << 8 | in.read();
        in.reset();
        return magic == GZIP_MAGIC ? new GZIPInputStream(in, 1 << 16) : in;
    }

    private void header(@Nullable String header) {
        line = 1;
        if (!HEADER.equals(header)) {
            throw fault("expected the header " + HEADER);
        }
    }

    private void row(String row, Consumer<LabelledFace> each) {
        line++;
        int first = row.indexOf(',');
        int last = row.lastIndexOf(',');
        if (first == last) {
            throw fault("expected three columns, " + HEADER);
        }
        String part = row.substring(last + 1).strip();
        usages.add(part);
        if (wanted.test(line - 2, part)) {
            faces++;
            Crop crop = new Crop(SIDE, pixels(row, first + 1, last));
            each.accept(new LabelledFace(line - 2, label(row.substring(0, first)), crop));
        }
    }

    private Emotion label(String text) {
        if (text.length() == 1 && text.charAt(0) >= '0' && text.charAt(0) <= '6') {
            return Emotion.values()[text.charAt(0) - '0'];
        }
        throw fault("emotion is " + text + "; expected 0 to 6");
    }

    private byte[] pixels(String row, int from, int to) {
        String[] greys = row.substring(from, to).strip().split(" ");
        if (greys.length != SIDE * SIDE) {
            throw fault(greys.length + " pixels; expected 48 x 48 = 2304");
        }
        byte[] pixels = new byte[greys.length];
        for (int i = 0; i < greys.length; i++) {
            pixels[i] = grey(greys[i]);
        }
        return pixels;
    }

    private byte grey(String text) {
        try {
            int grey = Integer.parseInt(text);
            if (grey >= 0 && grey <= 255) {
                return (byte) grey;
            }
        } catch (NumberFormatException e) {
            throw fault("a pixel is " + text + "; expected a whole number of 0 to 255");
        }
        throw fault("a pixel is " + text + "; expected a whole number of 0 to 255");
    }

    private ConfigurationException fault(String what) {
        return new ConfigurationException(file + ", line " + line + ": " + what);
    }
}
