package io.moodstream.launcher.torture;

import io.moodstream.ingest.sources.SamplePictures;
import io.moodstream.launcher.cli.Version;
import io.moodstream.recordings.RecordingWriter;
import io.moodstream.schemas.Counting;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.ImageEncoding;
import io.moodstream.schemas.RecordingHeader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * The sources: live cameras, a file that goes on where it was when its process is killed, and a replay of a recording.
 * Each is a lecture of its own. They show the students of the bundled class, who are composites.
 */
final class TortureSources implements AutoCloseable {
    /** The lecture of the cameras. */
    static final String CAMERAS = "cameras";

    /** The lecture of the file. */
    static final String FILE = "file";

    /** The lecture of the replay. */
    static final String REPLAY = "replay";

    /** All lectures. */
    static final List<String> LECTURES = List.of(CAMERAS, FILE, REPLAY);

    private static final int CAMERA_COUNT = 4;
    private static final int RECORDED = 6;
    private static final int RECORDED_SECONDS = 60;

    /** How much longer than planned a run may take on a busy machine, where an instance takes half a minute to start. */
    private static final int LONGER = 10;

    private final Path pictures;
    private final Path recording;
    private final Cameras cameras;
    private final long rounds;

    private TortureSources(Path pictures, Path recording, Cameras cameras, long rounds) {
        this.pictures = pictures;
        this.recording = recording;
        this.cameras = cameras;
        this.rounds = rounds;
    }

    /**
     * Makes the pictures and the recording.
     *
     * @param folder where to
     * @param length how long they play
     */
    static TortureSources prepare(Path folder, Duration length) throws IOException {
        Path pictures = Files.createDirectories(folder.resolve("pictures"));
        List<byte[]> classrooms = SamplePictures.every(Duration.ofSeconds(2));
        for (int i = 0; i < classrooms.size(); i++) {
            Files.write(pictures.resolve(String.format("class-%03d.jpg", i)), classrooms.get(i));
        }
        List<List<byte[]>> students = NoticedStudents.of(CAMERA_COUNT + RECORDED);
        Path recording = folder.resolve("students.moodrec");
        record(students.subList(CAMERA_COUNT, students.size()), recording);
        long rounds = LONGER * (1 + length.toSeconds() / RECORDED_SECONDS);
        return new TortureSources(pictures, recording, Cameras.start(students.subList(0, CAMERA_COUNT)), rounds);
    }

    private static void record(List<List<byte[]>> students, Path file) throws IOException {
        Instant begin = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        List<String> ids = new ArrayList<>();
        for (int seat = 0; seat < students.size(); seat++) {
            ids.add("student-" + seat);
        }
        try (RecordingWriter writer = RecordingWriter.create(file, true, true)) {
            writer.append(new RecordingHeader(
                    REPLAY, begin, true, ids, List.of(), List.of(), Version.current(), Instant.now()));
            for (int second = 0; second < RECORDED_SECONDS; second++) {
                for (int seat = 0; seat < students.size(); seat++) {
                    List<byte[]> shown = students.get(seat);
                    writer.append(new Frame(
                            REPLAY,
                            ids.get(seat),
                            "user-of-" + ids.get(seat),
                            (long) second,
                            begin.plusSeconds(second),
                            ImageEncoding.JPEG,
                            ByteBuffer.wrap(
                                    shown.get((int) (second / NoticedStudents.SHOWN.toSeconds()) % shown.size())),
                            "",
                            null,
                            Counting.ALL));
                }
            }
        }
    }

    /** Starts to play all of them. */
    void start(TortureCluster cluster) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("ingest", "--lecture", CAMERAS, "--fps", "1"));
        for (int number = 0; number < cameras.count(); number++) {
            words.add("--source");
            words.add("camera-" + number + "@user-of-camera-" + number + "=" + cameras.address(number));
        }
        cluster.command("ingest-" + CAMERAS, words);
        cluster.command(
                REPLAY,
                List.of("replay", recording.toString(), "--speed", "1", "--loop", Long.toString(rounds)),
                EarlierSchemas.SETTING);
        startFile(cluster);
    }

    /** Starts to play the file, or goes on where it was when its process was killed. */
    void startFile(TortureCluster cluster) throws IOException, InterruptedException {
        cluster.command(
                "ingest-" + FILE,
                List.of("ingest", "--lecture", FILE, "--source", "class=" + pictures),
                "INGEST_LOOP=true",
                "INGEST_FOLDER_FPS=1");
    }

    /** Returns the process that plays the file. */
    Child file(ChildProcesses children) {
        return children.get("ingest-" + FILE);
    }

    /**
     * Asks all of them to end, and waits until Kafka has all frames. Had the last fault killed the file's process, nobody
     * would know what became of its last frames before it goes on.
     */
    void stop(ChildProcesses children) throws InterruptedException {
        file(children).awaitSaid("Publishing lecture " + FILE);
        List.of("ingest-" + CAMERAS, "ingest-" + FILE, REPLAY)
                .forEach(name -> children.get(name).stop());
    }

    @Override
    public void close() {
        cameras.close();
    }
}
