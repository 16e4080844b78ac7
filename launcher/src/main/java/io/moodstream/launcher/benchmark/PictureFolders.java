package io.moodstream.launcher.benchmark;

import io.moodstream.ingest.sources.Place;
import io.moodstream.ingest.sources.SamplePictures;
import io.moodstream.ingest.sources.SourceSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The bundled class as folders of JPEGs, one for each source, which every program can read alike. */
public final class PictureFolders {
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    private final Path root;
    private final int cores;
    private final Path gallery;
    private final List<Path> students;

    private PictureFolders(Path root, int cores, Path gallery, List<Path> students) {
        this.root = root;
        this.cores = cores;
        this.gallery = gallery;
        this.students = students;
    }

    /**
     * Draws the pictures of as many sources as this many cores need.
     *
     * @param root an empty folder or one that does not exist yet
     */
    public static PictureFolders draw(Path root, int cores) throws IOException {
        List<byte[]> rooms = SamplePictures.every(INTERVAL);
        Path gallery = write(root.resolve("pictures/gallery"), rooms);
        List<Path> students = new ArrayList<>();
        for (List<byte[]> student : Students.of(rooms, SourceMix.WEBCAM.webcams(cores))) {
            students.add(write(root.resolve("pictures/student-" + students.size()), student));
        }
        return new PictureFolders(root, cores, gallery, students);
    }

    private static Path write(Path folder, List<byte[]> pictures) throws IOException {
        Files.createDirectories(folder);
        for (int i = 0; i < pictures.size(); i++) {
            Files.write(folder.resolve(name(i)), pictures.get(i));
        }
        return folder;
    }

    private static String name(int number) {
        return String.format(Locale.ROOT, "%06d.jpg", number);
    }

    /** Returns a folder with a minute of class for each student. */
    public List<Path> students() {
        return students;
    }

    /** Returns the number of sources of a mix. */
    public int sources(SourceMix mix) {
        return mix.webcams(cores) + mix.galleries(cores);
    }

    /**
     * Lays out the sources of a mix: folders with this many pictures each, which begin again after a minute of class.
     * The files are links, so that they take no room.
     *
     * @param name of the folder that holds them
     */
    public List<SourceSpec> layOut(SourceMix mix, String name, int pictures) throws IOException {
        List<SourceSpec> sources = new ArrayList<>();
        for (int i = 0; i < mix.webcams(cores); i++) {
            sources.add(source(students.get(i), name, "webcam-" + i, pictures));
        }
        for (int i = 0; i < mix.galleries(cores); i++) {
            sources.add(source(gallery, name, "gallery-" + i, pictures));
        }
        return sources;
    }

    private SourceSpec source(Path drawn, String name, String source, int pictures) throws IOException {
        Path folder = Files.createDirectories(root.resolve(name).resolve(source));
        int minute = (int) (Duration.ofMinutes(1).toNanos() / INTERVAL.toNanos());
        for (int i = 0; i < pictures; i++) {
            Files.createLink(folder.resolve(name(i)), drawn.resolve(name(i % minute)));
        }
        return new SourceSpec(source, Optional.empty(), Place.parse(folder.toString()));
    }
}
