package io.moodstream.recordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.LectureEventKind;
import io.moodstream.schemas.RecordingHeader;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingFileTest {
    @TempDir
    private Path folder;

    @Test
    void recordsAreReadInTheOrderInWhichTheyWereWritten() throws Exception {
        List<SpecificRecordBase> records = new ArrayList<>(Recorded.frames("math", "anna", 25));
        records.add(0, Recorded.header("math", "anna"));
        records.add(Recorded.event("math", 3000, LectureEventKind.MARK, "slide 2"));

        Path file = Recorded.write(folder.resolve("a.moodrec"), records);

        assertThat(Recorded.read(file)).isEqualTo(records);
        assertThat(RecordingReader.isRecording(file)).isTrue();
    }

    @Test
    void anyAvroToolReadsIt() throws Exception {
        Path file = Recorded.write(folder.resolve("a.moodrec"), Recorded.frames("math", "anna", 25));

        try (DataFileReader<GenericRecord> reader =
                new DataFileReader<>(file.toFile(), new GenericDatumReader<GenericRecord>())) {
            assertThat(reader.getMetaString("avro.codec")).isEqualTo("deflate");
            assertThat((Iterable<GenericRecord>) reader)
                    .hasSize(25)
                    .allSatisfy(record -> assertThat(record.get("lectureId")).hasToString("math"));
        }
    }

    @Test
    void whereverAFileIsCutAllWholeBlocksAreReadAndTheLossIsReported() throws Exception {
        Path file = Recorded.write(folder.resolve("a.moodrec"), Recorded.frames("math", "anna", 60));
        byte[] whole = Files.readAllBytes(file);
        int header = headerBytes();

        for (int length = header; length < whole.length; length += 499) {
            Path cut = Files.write(folder.resolve("cut.moodrec"), Arrays.copyOf(whole, length));
            try (RecordingReader reader = RecordingReader.open(cut)) {
                int records = 0;
                while (reader.next().isPresent()) {
                    records++;
                }
                long good = goodBytes(reader, length);
                assertThat(records).as("of %d bytes", length).isEqualTo((int) (10 * reader.blocks()));
                if (good < length) {
                    assertThat(reader.damages()).singleElement().matches(Damage::truncated);
                    assertThat(reader.damages().get(0).sentence()).startsWith("it ends in the middle of a block");
                }
            }
        }
    }

    @Test
    void aFileWithADamagedSchemaSaysSoWithoutTheParsersWords() throws Exception {
        Path file = Recorded.write(folder.resolve("a.moodrec"), Recorded.frames("math", "anna", 1));
        byte[] bytes = Files.readAllBytes(file);
        bytes[new String(bytes, StandardCharsets.ISO_8859_1).indexOf("\"fields\"")] = 0;
        Files.write(file, bytes);

        assertThatThrownBy(() -> RecordingReader.open(file))
                .isInstanceOf(IOException.class)
                .hasMessage(file + " has a damaged header: its schema cannot be read");
    }

    private static long goodBytes(RecordingReader reader, int length) {
        return length - reader.damages().stream().mapToLong(Damage::bytes).sum();
    }

    private int headerBytes() throws IOException {
        ByteArrayOutputStream empty = new ByteArrayOutputStream();
        new RecordingWriter("empty.moodrec", empty, bytes -> {}, true).close();
        return empty.size();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 20, 500})
    void aFileThatEndsWithinItsHeaderSaysSo(int length) throws Exception {
        Path file = Recorded.write(folder.resolve("a.moodrec"), Recorded.frames("math", "anna", 1));
        Path cut = Files.write(folder.resolve("cut.moodrec"), Arrays.copyOf(Files.readAllBytes(file), length));

        assertThatThrownBy(() -> RecordingReader.open(cut))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(cut.toString());
        assertThat(RecordingReader.isRecording(cut)).isFalse();
    }

    @Test
    void aHeaderWithALengthThatTheFileDoesNotHaveIsRefusedBeforeThereIsRoomForIt() throws Exception {
        byte[] header = {'O', 'b', 'j', 1, 2, -2, -1, -1, -1, 15, 'a'}; // one entry, whose name has 2^31 - 1 bytes
        Path file = Files.write(folder.resolve("forged.moodrec"), header);

        assertThatThrownBy(() -> RecordingReader.open(file))
                .isInstanceOf(IOException.class)
                .hasMessage(file + " ends in its header: nothing in it can be read");
    }

    @Test
    void aDamagedBlockIsSkippedAndTheOthersAreRead() throws Exception {
        Path file = Recorded.write(folder.resolve("a.moodrec"), Recorded.frames("math", "anna", 60));
        byte[] bytes = Files.readAllBytes(file);
        int middle = bytes.length / 2;
        Arrays.fill(bytes, middle, middle + 12_000, (byte) 0x55);
        Files.write(file, bytes);

        try (RecordingReader reader = RecordingReader.open(file)) {
            List<Long> numbers = new ArrayList<>();
            for (var next = reader.next(); next.isPresent(); next = reader.next()) {
                numbers.add(((Frame) next.get()).getSequence());
            }
            assertThat(numbers).contains(0L, 59L).hasSizeLessThan(60).isSorted();
            assertThat(reader.damages()).isNotEmpty().noneMatch(Damage::truncated);
        }
    }

    @Test
    void aFileOfAnotherKindIsNamedAsSuch() throws Exception {
        Path text = Files.writeString(folder.resolve("a.txt"), "no recording, this");
        Path avro = folder.resolve("a.avro");
        try (var writer = new DataFileWriter<>(new GenericDatumWriter<GenericRecord>())) {
            writer.create(Frame.getClassSchema(), avro.toFile());
        }

        assertThatThrownBy(() -> RecordingReader.open(text))
                .isInstanceOf(ForeignFileException.class)
                .hasMessageContaining("is not a recording: it is not an Avro container file");
        assertThatThrownBy(() -> RecordingReader.open(avro))
                .isInstanceOf(ForeignFileException.class)
                .hasMessageContaining("is another kind of Avro file, not a recording");
        assertThatThrownBy(() -> RecordingReader.open(folder.resolve("none")))
                .isInstanceOf(ForeignFileException.class)
                .hasMessageContaining("does not exist");
        assertThatThrownBy(() -> RecordingReader.open(folder))
                .isInstanceOf(ForeignFileException.class)
                .hasMessageContaining("is not a file");
    }

    @Test
    void recordsOfAnOlderSchemaAreReadByName() throws Exception {
        Schema older = new Schema.Parser()
                .parse(FaceEmotions.getClassSchema()
                        .toString()
                        .replaceFirst(",\\{\"name\":\"detector\",.*?\"default\":\"\"\\}", ""));
        assertThat(older.getField("detector")).isNull();
        Path file = folder.resolve("old.moodrec");
        try (var writer = new DataFileWriter<>(new GenericDatumWriter<GenericRecord>())) {
            writer.setMeta("moodstream.recording", "1");
            writer.create(Schema.createUnion(RecordingHeader.getClassSchema(), older), file.toFile());
            writer.append(new GenericRecordBuilder(older)
                    .set("lectureId", "math")
                    .set("sourceId", "anna")
                    .set("sequence", 7L)
                    .set("capturedAt", Recorded.START.toEpochMilli())
                    .set("model", "standard")
                    .set("faces", List.of())
                    .build());
        }

        assertThat(Recorded.read(file)).singleElement().isInstanceOfSatisfying(FaceEmotions.class, emotions -> {
            assertThat(emotions.getSequence()).isEqualTo(7);
            assertThat(emotions.getCapturedAt()).isEqualTo(Recorded.START);
            assertThat(emotions.getDetector()).isEmpty();
        });
    }

    @Test
    void framesOfBeforeThereWereRunsAndSignalsAreFramesOfAnUnknownRun() throws Exception {
        Schema older;
        try (InputStream schema = Frame.class.getResourceAsStream("/history/Frame.2.avsc")) {
            older = new Schema.Parser().parse(schema);
        }
        assertThat(older.getField("signal")).isNull();
        Path file = folder.resolve("old.moodrec");
        try (var writer = new DataFileWriter<>(new GenericDatumWriter<GenericRecord>())) {
            writer.setMeta("moodstream.recording", "1");
            writer.create(Schema.createUnion(RecordingHeader.getClassSchema(), older), file.toFile());
            writer.append(new GenericRecordBuilder(older)
                    .set("lectureId", "math")
                    .set("sourceId", "anna")
                    .set("sequence", 7L)
                    .set("capturedAt", Recorded.START.toEpochMilli())
                    .set(
                            "encoding",
                            new GenericData.EnumSymbol(
                                    older.getField("encoding").schema(), "JPEG"))
                    .set("image", ByteBuffer.wrap(new byte[] {1, 2}))
                    .build());
        }

        assertThat(Recorded.read(file))
                .singleElement()
                .isInstanceOfSatisfying(
                        Frame.class,
                        frame -> assertThat(frame)
                                .returns(7L, Frame::getSequence)
                                .returns(ByteBuffer.wrap(new byte[] {1, 2}), Frame::getImage)
                                .returns("", Frame::getRun)
                                .returns(null, Frame::getSignal));
        assertThat(RecordingSummary.of(file).frames()).isEqualTo(1);
    }

    @Test
    void anExistingFileIsOverwrittenOnlyIfAsked() throws Exception {
        Path file = Recorded.write(folder.resolve("a.moodrec"), Recorded.frames("math", "anna", 10));

        assertThatThrownBy(() -> RecordingWriter.create(file, false, true))
                .isInstanceOf(FileAlreadyExistsException.class);
        try (RecordingWriter writer = RecordingWriter.create(file, true, true)) {
            writer.append(Recorded.frame("math", "ben", 0, 0));
        }
        assertThat(Recorded.read(file)).hasSize(1);
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void aRecordingWithoutRecordsLeavesAnExistingFile() throws Exception {
        Path file = Recorded.write(folder.resolve("a.moodrec"), Recorded.frames("math", "anna", 10));

        RecordingWriter.create(file, true, true).close();
        RecordingWriter.create(folder.resolve("none.moodrec"), false, true).close();

        assertThat(Recorded.read(file)).hasSize(10);
        assertThat(folder.toFile().list()).containsExactly("a.moodrec");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void onlyItsOwnerMayReadIt() throws Exception {
        Path file = Recorded.write(folder.resolve("a.moodrec"), Recorded.frames("math", "anna", 1));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aDeviceIsWrittenToAndStays() throws Exception {
        Path device = Path.of("/dev/null");
        try (RecordingWriter writer = RecordingWriter.create(device, true, true)) {
            writer.append(Recorded.frame("math", "anna", 0, 0));
        }

        assertThat(device).exists();
        assertThat(Files.isRegularFile(device)).isFalse();
    }

    @Test
    void aFullDiskIsReportedAndTheFileStaysReadable() throws Exception {
        ByteArrayOutputStream disk = new ByteArrayOutputStream();
        List<Long> cuts = new ArrayList<>();
        RecordingWriter writer = new RecordingWriter("class.moodrec", new Full(disk, 70_000), cuts::add, true);

        assertThatThrownBy(() -> {
                    for (SpecificRecordBase frame : Recorded.frames("math", "anna", 100)) {
                        writer.append(frame);
                        writer.flush();
                    }
                })
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Cannot write to class.moodrec any more (No space left on device)")
                .hasMessageContaining("bytes can be read");
        writer.close();

        assertThat(cuts).hasSize(1);
        Path file = Files.write(
                folder.resolve("full.moodrec"), Arrays.copyOf(disk.toByteArray(), Math.toIntExact(cuts.get(0))));
        try (RecordingReader reader = RecordingReader.open(file)) {
            while (reader.next().isPresent()) {
                assertThat(reader.damages()).isEmpty();
            }
            assertThat(reader.blocks()).isGreaterThan(10);
        }
    }

    /** Accepts a limited number of bytes, like a full disk. */
    private static final class Full extends FilterOutputStream {
        private long left;

        Full(OutputStream disk, long room) {
            super(disk);
            this.left = room;
        }

        @Override
        public void write(int value) throws IOException {
            take(1);
            out.write(value);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            int fits = (int) Math.min(left, length);
            out.write(bytes, offset, fits);
            take(length);
        }

        private void take(int count) throws IOException {
            left -= count;
            if (left < 0) {
                throw new IOException("No space left on device");
            }
        }
    }
}
