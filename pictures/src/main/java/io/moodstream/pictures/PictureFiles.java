package io.moodstream.pictures;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells which files of a folder are pictures, and puts them in order, in the same way for every command. */
public final class PictureFiles {
    private static final Set<String> EXTENSIONS = new TreeSet<>(Set.of(
            "jpg", "jpeg", "jpe", "jif", "jfif", "png", "gif", "bmp", "webp", "tif", "tiff", "heic", "heics", "heif",
            "heifs", "hif", "avif", "avifs"));

    /** How the names of those end that {@link PictureDecoder} reads. */
    private static final Set<String> DECODED = Set.of("jpg", "jpeg", "jpe", "jif", "jfif", "png");

    private static final Pattern RUN = Pattern.compile("[0-9]+|[^0-9]+");

    /** Orders files by their names, numbers in them as numbers: frame2 comes before frame10. */
    public static final Comparator<Path> BY_NAME =
            Comparator.comparing(PictureFiles::name, PictureFiles::compare).thenComparing(Comparator.naturalOrder());

    private PictureFiles() {}

    /** Returns whether a file's name ends as those of pictures do, in capitals or not. */
    public static boolean isPicture(Path file) {
        return EXTENSIONS.contains(extension(file));
    }

    /** Returns whether a file's name ends as those of JPEG and PNG do, which {@link PictureDecoder} reads. */
    public static boolean isJpegOrPng(Path file) {
        return DECODED.contains(extension(file));
    }

    /** Returns whether a file is one that a system keeps beside others, such as {@code ._IMG_1.JPG} of a Mac. */
    public static boolean isHidden(Path file) {
        return name(file).startsWith(".");
    }

    /** Returns how the names of pictures end, for messages. */
    public static String extensions() {
        return String.join(", ", EXTENSIONS);
    }

    private static String extension(Path file) {
        String name = name(file);
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static int compare(String one, String other) {
        Matcher ones = RUN.matcher(one);
        Matcher others = RUN.matcher(other);
        while (ones.find() && others.find()) {
            int order = compareRuns(ones.group(), others.group());
            if (order != 0) {
                return order;
            }
        }
        return one.compareTo(other);
    }

    private static int compareRuns(String one, String other) {
        if (!isDigit(one) || !isDigit(other)) {
            return one.compareTo(other);
        }
        String number = one.replaceFirst("^0+(?=.)", "");
        String otherNumber = other.replaceFirst("^0+(?=.)", "");
        int order = Integer.compare(number.length(), otherNumber.length());
        return order != 0 ? order : number.compareTo(otherNumber);
    }

    private static boolean isDigit(String run) {
        return run.charAt(0) >= '0' && run.charAt(0) <= '9';
    }
}
