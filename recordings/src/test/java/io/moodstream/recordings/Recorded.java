package io.moodstream.recordings;

import io.moodstream.schemas.Counting;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.ImageEncoding;
import io.moodstream.schemas.LectureEvent;
import io.moodstream.schemas.LectureEventKind;
import io.moodstream.schemas.RecordingHeader;
import io.moodstream.schemas.SourceSignal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.avro.specific.SpecificRecordBase;

/** Creates records and recordings for tests. */
public final class Recorded {
    /** When the first frame is captured. */
    public static final Instant START = Instant.parse("2026-03-02T08:00:00Z");

    private Recorded() {}

    /** Returns a frame with a picture of 2000 random bytes. */
    public static Frame frame(String lecture, String source, long sequence, long millis) {
        byte[] image = new byte[2000];
        new Random(sequence).nextBytes(image);
        return new Frame(
                lecture,
                source,
                null,
                sequence,
                START.plusMillis(millis),
                ImageEncoding.JPEG,
                ByteBuffer.wrap(image),
                "",
                null,
                Counting.ALL);
    }

    /** Returns a frame of a run. */
    public static Frame frame(String lecture, String source, String run, long sequence, long millis) {
        return Frame.newBuilder(frame(lecture, source, sequence, millis))
                .setRun(run)
                .build();
    }

    /** Returns a signal of a source. */
    public static Frame signal(String lecture, String source, String run, long millis, SourceSignal signal) {
        return Frame.newBuilder(frame(lecture, source, run, 0, millis))
                .setImage(ByteBuffer.allocate(0))
                .setSignal(signal)
                .build();
    }

    /** Returns frames of one source, a second apart. */
    public static List<SpecificRecordBase> frames(String lecture, String source, int count) {
        List<SpecificRecordBase> frames = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            frames.add(frame(lecture, source, i, 1000L * i));
        }
        return frames;
    }

    /** Returns the header of a recording with pictures. */
    public static RecordingHeader header(String lecture, String... sources) {
        return new RecordingHeader(
                lecture, START, true, List.of(sources), List.of("standard"), List.of("blazeface"), "1.0", START);
    }

    /** Returns a note on a moment, or the end. */
    public static LectureEvent event(String lecture, long millis, LectureEventKind kind, String text) {
        return new LectureEvent(lecture, START.plusMillis(millis), kind, text);
    }

    /** Writes a recording, a block for every ten records. */
    public static Path write(Path file, Iterable<? extends SpecificRecordBase> records) throws IOException {
        try (RecordingWriter writer = RecordingWriter.create(file, false, true)) {
            int count = 0;
            for (SpecificRecordBase record : records) {
                writer.append(record);
                if (++count % 10 == 0) {
                    writer.flush();
                }
            }
        }
        return file;
    }

    /** Reads all that can be read. */
    public static List<SpecificRecordBase> read(Path file) throws IOException {
        List<SpecificRecordBase> records = new ArrayList<>();
        try (RecordingReader reader = RecordingReader.open(file)) {
            for (var next = reader.next(); next.isPresent(); next = reader.next()) {
                records.add(next.get());
            }
        }
        return records;
    }
}
