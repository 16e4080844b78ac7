package io.moodstream.launcher.fuzz;

import io.moodstream.recordings.RecordingReader;
import io.moodstream.recordings.RecordingSummary;
import io.moodstream.recordings.RecordingWriter;
import io.moodstream.schemas.Counting;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.ImageEncoding;
import io.moodstream.schemas.LectureEvent;
import io.moodstream.schemas.LectureEventKind;
import io.moodstream.schemas.RecordingHeader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecordBase;

/** Recordings of lectures: what lies in blocks that nothing has touched must be read, whatever the others are. */
final class Recordings implements FileTarget.Reader {
    private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");
    private static final int BLOCKS = 8;
    private static final int FRAMES = 5;
    private static final int MARK = 16;

    private final byte[] whole;
    private final List<Block> blocks = new ArrayList<>();

    /** A block of the unbroken file: where it lies with the mark before and behind it, and what is in it. */
    private record Block(int from, int to, Set<SpecificRecordBase> records) {}

    private Recordings(byte[] whole) {
        this.whole = whole;
    }

    /** Writes one with pictures into the folder, and returns it as something to break. */
    static FuzzTarget in(Path folder, byte[] picture) throws IOException {
        Path file = folder.resolve("whole.moodrec");
        List<Long> ends = new ArrayList<>();
        try (RecordingWriter writer = RecordingWriter.create(file, true, true)) {
            for (int block = 0; block < BLOCKS; block++) {
                for (SpecificRecordBase record : block == 0 ? List.of(header()) : records(block, picture)) {
                    writer.append(record);
                }
                writer.flush();
                ends.add(Files.size(file));
            }
        }
        Recordings recordings = new Recordings(marked(Files.readAllBytes(file)));
        for (int block = 1; block < BLOCKS; block++) {
            recordings.blocks.add(new Block(
                    Math.toIntExact(ends.get(block - 1)) - MARK,
                    Math.toIntExact(ends.get(block)),
                    new HashSet<>(records(block, picture))));
        }
        return new FileTarget(folder, "input.moodrec", false, List.of(recordings.whole), recordings);
    }

    /** Writes the same mark between the blocks each time; Avro draws another one for each file. */
    private static byte[] marked(byte[] file) {
        String bytes = new String(file, StandardCharsets.ISO_8859_1);
        String mark = bytes.substring(bytes.length() - MARK);
        return bytes.replace(mark, "moodstream-fuzz-".substring(0, MARK)).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static RecordingHeader header() {
        return new RecordingHeader(
                "fuzz", START, true, List.of("room"), List.of("standard"), List.of("blazeface"), "1", START);
    }

    private static List<SpecificRecordBase> records(int block, byte[] picture) {
        List<SpecificRecordBase> records = new ArrayList<>();
        for (int i = 0; i < FRAMES; i++) {
            long number = (long) block * FRAMES + i;
            records.add(new Frame(
                    "fuzz",
                    "room",
                    null,
                    number,
                    START.plusSeconds(number),
                    ImageEncoding.JPEG,
                    ByteBuffer.wrap(picture),
                    "run-1",
                    null,
                    Counting.ALL));
        }
        records.add(new LectureEvent("fuzz", START.plusSeconds(block), LectureEventKind.MARK, "block " + block));
        return records;
    }

    @Override
    public Optional<String> read(Path file) throws IOException {
        Optional<String> refusal;
        Set<SpecificRecordBase> read = new HashSet<>();
        try {
            refusal = RecordingSummary.of(file).damages().stream()
                    .findFirst()
                    .map(damage -> "damaged-blocks: " + damage.reason());
            try (RecordingReader reader = RecordingReader.open(file)) {
                for (var next = reader.next(); next.isPresent(); next = reader.next()) {
                    read.add(next.get());
                }
            }
        } catch (IOException e) {
            refusal = Optional.of(String.valueOf(e.getMessage()).replace(file.toString(), "the file"));
        }
        requireUntouched(Files.readAllBytes(file), read);
        return refusal;
    }

    /** Blocks before the first difference from the unbroken file and after the last one are as they were. */
    private void requireUntouched(byte[] file, Set<SpecificRecordBase> read) {
        int same = Arrays.mismatch(whole, file);
        if (same < 0) {
            same = whole.length;
        }
        int sameEnd = 0;
        int most = Math.min(whole.length, file.length);
        while (sameEnd < most && whole[whole.length - 1 - sameEnd] == file[file.length - 1 - sameEnd]) {
            sameEnd++;
        }
        int headerEnd = blocks.get(0).from() + MARK;
        if (same < headerEnd) {
            return; // the file's own header may be another one
        }
        for (Block block : blocks) {
            boolean untouched = block.to() <= same || block.from() >= whole.length - sameEnd;
            if (untouched && !read.containsAll(block.records())) {
                throw new IllegalStateException(
                        "records of an undamaged block, bytes " + block.from() + " to " + block.to() + ", are lost");
            }
        }
    }
}
