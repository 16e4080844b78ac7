package io.moodstream.classifier.evaluation;

import io.moodstream.classifier.Crop;
import io.moodstream.kit.ConfigurationException;
import io.moodstream.kit.Progress;
import io.moodstream.pictures.BrokenPictureException;
import io.moodstream.pictures.DecodedPicture;
import io.moodstream.pictures.PictureDecoder;
import io.moodstream.pictures.PictureFiles;
import io.moodstream.schemas.Emotion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Labelled faces as pictures in folders, as data sets are published on Kaggle: {@code test/happy/1.jpg}, or
 * {@code happy/1.jpg} where there is one part only. Pictures are square JPEG or PNG files;
 * hidden files are left out, and others, too, with a warning.
 */
final class FaceFolder {
    private static final Logger LOG = LoggerFactory.getLogger(FaceFolder.class);

    /** Faces are small, and their size is checked afterwards. */
    private static final PictureDecoder DECODER = new PictureDecoder(Integer.MAX_VALUE);

    /** What data sets call the seven expressions, beside our own names. */
    private static final Map<String, Emotion> OTHER_NAMES = Map.ofEntries(
            Map.entry("anger", Emotion.angry),
            Map.entry("disgusted", Emotion.disgust),
            Map.entry("fearful", Emotion.fear),
            Map.entry("happiness", Emotion.happy),
            Map.entry("sadness", Emotion.sad),
            Map.entry("surprised", Emotion.surprise));

    /** Expressions that other data sets have and our models do not know. */
    private static final List<String> NOT_OURS = List.of("contempt");

    private FaceFolder() {}

    /**
     * Hands over all faces of one part, expression by expression, in the order of their names.
     *
     * @param usage Training, PublicTest or PrivateTest, or a folder's name; if null, PublicTest. PublicTest is the
     *     folder validation, or test where there is none
     * @throws ConfigurationException naming the folder or the picture and what is expected
     */
    static void read(Path folder, @Nullable String usage, Consumer<LabelledFace> each, Progress progress) {
        List<Labelled> pictures = pictures(part(folder, usage));
        for (int row = 0; row < pictures.size(); row++) {
            Labelled picture = pictures.get(row);
            each.accept(new LabelledFace(row, picture.truth(), crop(picture.file())));
            progress.at(row + 1, pictures.size());
        }
    }

    private record Labelled(Emotion truth, Path file) {}

    private static Path part(Path folder, @Nullable String usage) {
        Map<String, Path> folders =
                folders(folder).stream().collect(Collectors.toMap(FaceFolder::name, path -> path, (one, other) -> one));
        if (folders.keySet().stream().anyMatch(name -> emotion(name).isPresent())) {
            if (usage != null && !names(usage).contains(name(folder))) {
                throw new ConfigurationException("--usage=" + usage + ": " + folder
                        + " holds the expressions of one part; expected no --usage, or the folder above");
            }
            return folder;
        }
        return names(usage == null ? "PublicTest" : usage).stream()
                .map(folders::get)
                .filter(path -> path != null)
                .findFirst()
                .orElseThrow(() -> new ConfigurationException((usage == null ? "" : "--usage=" + usage + ": ") + folder
                        + " holds " + (folders.isEmpty() ? "no folders" : "the folders " + sorted(folders))
                        + "; expected parts such as train and test, with folders such as happy in them"));
    }

    private static String sorted(Map<String, Path> folders) {
        return String.join(", ", folders.keySet().stream().sorted().toList());
    }

    private static List<Labelled> pictures(Path part) {
        List<Labelled> all = new ArrayList<>();
        int leftOut = 0;
        for (Path folder : folders(part)) {
            String name = name(folder);
            if (NOT_OURS.contains(name)) {
                continue;
            }
            Emotion truth = emotion(name)
                    .orElseThrow(() -> new ConfigurationException(folder
                            + " is not named after an expression; expected "
                            + Stream.of(Emotion.values()).map(Emotion::name).collect(Collectors.joining(", "))));
            for (Path file : list(folder)) {
                if (PictureFiles.isJpegOrPng(file) && Files.isRegularFile(file)) {
                    all.add(new Labelled(truth, file));
                } else {
                    leftOut++;
                }
            }
        }
        if (leftOut > 0) {
            LOG.warn("Files that are left out, because they are neither JPEG nor PNG: {}", leftOut);
        }
        if (all.isEmpty()) {
            throw new ConfigurationException(part + " holds no pictures in folders such as happy");
        }
        return all;
    }

    private static Optional<Emotion> emotion(String name) {
        return Stream.of(Emotion.values())
                .filter(emotion -> emotion.name().equals(name))
                .findFirst()
                .or(() -> Optional.ofNullable(OTHER_NAMES.get(name)));
    }

    private static Crop crop(Path file) {
        try (DecodedPicture picture = DECODER.decode(Files.readAllBytes(file))) {
            if (picture.width() != picture.height()) {
                throw new ConfigurationException(
                        file + " has " + picture.width() + " x " + picture.height() + " pixels; expected a square");
            }
            return new Crop(picture.width(), picture.greys());
        } catch (IOException e) {
            throw new ConfigurationException(file + " cannot be read: " + e.getMessage());
        } catch (BrokenPictureException | IllegalArgumentException e) {
            throw new ConfigurationException(file + ": " + e.getMessage());
        }
    }

    private static List<Path> folders(Path folder) {
        return list(folder).stream().filter(Files::isDirectory).toList();
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !PictureFiles.isHidden(file))
                    .sorted(PictureFiles.BY_NAME)
                    .toList();
        } catch (IOException e) {
            throw new ConfigurationException(folder + " cannot be read: " + e.getMessage());
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.toAbsolutePath().normalize().getFileName()).toLowerCase(Locale.ROOT);
    }

    /** Returns what folders of this part are called; the first that is there counts, as in training. */
    private static List<String> names(String usage) {
        String lower = usage.toLowerCase(Locale.ROOT);
        return switch (lower) {
            case "training" -> List.of("train", lower);
            case "publictest" -> List.of("validation", "val", lower, "test");
            case "privatetest" -> List.of("test", lower);
            default -> List.of(lower);
        };
    }
}
