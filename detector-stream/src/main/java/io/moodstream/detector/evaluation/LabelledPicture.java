package io.moodstream.detector.evaluation;

import io.moodstream.detector.models.Box;
import io.moodstream.pictures.PictureFiles;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds a picture file and the faces in it.
 *
 * @param picture a JPEG or PNG
 * @param faces from NAME.txt beside NAME.jpg or NAME.png
 */
record LabelledPicture(Path picture, List<Face> faces) {
    private static final Logger LOG = LoggerFactory.getLogger(LabelledPicture.class);

    /** Begins a text file of some editors. */
    private static final String BYTE_ORDER_MARK = "\ufeff";

    /**
     * Holds a labelled face.
     *
     * @param box pixels
     * @param primary whether it must be found; the others may be
     */
    record Face(Box box, boolean primary) {}

    /**
     * Returns all JPEG and PNG files of a folder that have a box file, sorted by name, and warns of other pictures.
     *
     * @param pictures a folder, or a folder and a pattern for names in it such as {@code gallery/z5*}
     * @throws IllegalArgumentException if there are none, or a box file has a malformed line
     */
    static List<LabelledPicture> in(Path pictures) throws IOException {
        String last = Objects.requireNonNull(pictures.getFileName(), "The folder has no name")
                .toString();
        boolean pattern = last.contains("*");
        Path folder = pattern ? pictures.toAbsolutePath().getParent() : pictures;
        if (folder == null || !Files.isDirectory(folder)) {
            throw new IllegalArgumentException(pictures + " is not a folder");
        }
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, pattern ? last : "*")) {
            found.forEach(files::add);
        }
        List<LabelledPicture> labelled = new ArrayList<>();
        int unlabelled = 0;
        int unreadable = 0;
        for (Path file : files.stream().sorted(PictureFiles.BY_NAME).toList()) {
            if (!PictureFiles.isPicture(file) || PictureFiles.isHidden(file)) {
                continue;
            }
            if (!PictureFiles.isJpegOrPng(file)) {
                unreadable++;
            } else if (!Files.exists(labels(file))) {
                unlabelled++;
            } else {
                labelled.add(new LabelledPicture(file, faces(labels(file))));
            }
        }
        if (unlabelled + unreadable > 0) {
            LOG.warn(
                    "Pictures that are left out: {} without NAME.txt, {} that are neither JPEG nor PNG",
                    unlabelled,
                    unreadable);
        }
        if (labelled.isEmpty()) {
            throw new IllegalArgumentException(
                    "No pictures with boxes in " + pictures + ": expected NAME.jpg or NAME.png beside NAME.txt");
        }
        return labelled;
    }

    private static Path labels(Path picture) {
        String name = String.valueOf(picture.getFileName());
        return picture.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ".txt");
    }

    private static List<Face> faces(Path file) throws IOException {
        List<Face> faces = new ArrayList<>();
        String text = text(file);
        List<String> lines = (text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text)
                .lines()
                .toList();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                faces.add(face(lines.get(i), file + " line " + (i + 1)));
            }
        }
        return faces;
    }

    private static String text(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(file + " is no text in UTF-8, expected a line for each face", e);
        }
    }

    private static Face face(String line, String where) {
        String[] words = line.strip().split("\\s+");
        try {
            if (words.length == 5 && words[4].matches("[01]")) {
                Box box = new Box(number(words[0]), number(words[1]), number(words[2]), number(words[3]));
                if (box.width() > 0 && box.height() > 0) {
                    return new Face(box, words[4].equals("1"));
                }
            }
        } catch (NumberFormatException e) {
            throw malformed(line, where);
        }
        throw malformed(line, where);
    }

    private static float number(String word) {
        float number = Float.parseFloat(word);
        if (!Float.isFinite(number)) {
            throw new NumberFormatException(word);
        }
        return number;
    }

    private static IllegalArgumentException malformed(String line, String where) {
        return new IllegalArgumentException(
                where + " is '" + line + "', expected 'x y width height primary' in pixels, primary 0 or 1");
    }
}
