package io.moodstream.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.moodstream.kit.StageMetrics;
import io.moodstream.kit.topics.DeadLetter;
import io.moodstream.launcher.topics.AsyncApi;
import io.moodstream.schemas.Counting;
import io.moodstream.schemas.Emotion;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.ImageEncoding;
import io.moodstream.schemas.Keys;
import io.moodstream.schemas.LectureMood;
import io.moodstream.schemas.SourceSignal;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import io.moodstream.testing.SharedData;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What programs in other languages need: whole schemas, a consumer that works, a description of all topics. */
class OtherLanguagesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    static List<String> topicsWithSchemas() {
        return Topics.ALL.stream()
                .<String>map(Topic::name)
                .filter(name -> !name.equals("dead-letters"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("topicsWithSchemas")
    void theSchemaOfATopicIsWhole(String topic) throws IOException {
        String printed = moodstream("topics", "schema", topic);

        Schema schema = new Schema.Parser().parse(printed); // which refuses types that it does not know
        assertThat(printed).doesNotContain("avro.java");
        assertThat(schema.getDoc()).as("what a record is").isNotBlank();
        assertThat(moodstream("topics", "schema")).contains(topic).contains(schema.getName());
        JsonNode all = JSON.readTree(moodstream("topics", "schema", topic, "--all"));
        assertThat(all.iterator().next()).isEqualTo(JSON.readTree(printed));
        assertThat(all.fieldNames()).toIterable().allMatch(name -> name.matches("[0-9a-f]{16}"));
    }

    @Test
    void aTopicWithoutASchemaSaysSo() {
        assertThat(CommandRunner.plain().run("topics", "schema", "dead-letters").err())
                .contains("TOPIC=dead-letters: its values are the bytes of other records and have no schema");
        assertThat(CommandRunner.plain().run("topics", "schema", "mood").err())
                .contains("TOPIC=mood: no such topic; expected one of frames,");
    }

    /** The document is checked in. After a change run with -Dgolden.accept=true. */
    @Test
    void theDescriptionOfAllTopicsIsTheTopics() throws IOException {
        Path file = SharedData.projectRoot().resolve("docs/asyncapi.json");
        String version = Pattern.compile("<artifactId>moodstream</artifactId>\\s*<version>([^<]+)")
                .matcher(Files.readString(SharedData.projectRoot().resolve("pom.xml")))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
        String document = AsyncApi.document(version).toPrettyString() + "\n";
        if (Boolean.getBoolean("golden.accept")) {
            Files.writeString(file, document);
        }
        assertThat(file).hasContent(document);
        JsonNode channels = JSON.readTree(document).path("channels");
        assertThat(channels.fieldNames()).toIterable().hasSameSizeAs(Topics.ALL);
        JsonNode tree = JSON.readTree(document);
        assertThat(tree.findValuesAsText("$ref"))
                .allSatisfy(place -> assertThat(tree.at(place.substring(1)).isMissingNode())
                        .as(place)
                        .isFalse());
        assertThat(moodstream("topics", "asyncapi")).contains("\"asyncapi\" : \"3.0.0\"");
    }

    @Test
    void thePythonConsumerOfTheDocumentsReadsWhatTheStagesWrite() throws Exception {
        requireFastavro();
        document(0, "consumer.py");
        Files.writeString(folder.resolve("moods.json"), moodstream("topics", "schema", "moods", "--all"));
        byte[] record = Topics.MOODS.values().serializer().serialize("moods", mood());

        String read = python(
                "import json, sys, consumer\n"
                        + "decode = consumer.decoder(json.load(open('moods.json')))\n"
                        + "print(json.dumps(decode(bytes.fromhex(sys.argv[1])), default=str))\n"
                        + "try:\n    decode(bytes(20))\nexcept ValueError as fault:\n    print(fault)\n",
                hex(record));

        JsonNode mood = JSON.readTree(read.lines().findFirst().orElse(""));
        assertThat(mood.path("lectureId").asText()).isEqualTo("algebra");
        assertThat(mood.path("windowStart").asText()).startsWith("2026-01-02 03:04:05");
        assertThat(mood.path("dominant").asText()).isEqualTo("happy");
        assertThat(mood.path("coverage").asDouble()).isEqualTo(0.98);
        assertThat(mood.path("shares").path("happy").asDouble()).isEqualTo(1);
        assertThat(read).contains("not a record of these schemas");
    }

    @Test
    void thePythonOfTheDocumentsDecodesADeadLetter() throws Exception {
        requireFastavro();
        document(0, "consumer.py");
        document(1, "letter.py");
        Files.writeString(folder.resolve("frames.json"), moodstream("topics", "schema", "frames", "--all"));
        RecordHeaders headers = new RecordHeaders();
        headers.add(Topics.PUBLISHED_AT, new byte[] {0, 0, 1, (byte) 0x9b, (byte) 0xff, 0, 0, 0}); // which is no text
        DeadLetter.explain(headers, "frames", new IllegalStateException("empty-image: image has 0 bytes"));
        headers.add("__streams.errors.other", null);
        ArrayNode list = JSON.createArrayNode();
        headers.forEach(
                header -> list.addArray().add(header.key()).add(header.value() == null ? null : hex(header.value())));
        Frame frame = Frame.newBuilder()
                .setLectureId("algebra")
                .setSourceId("door")
                .setSequence(7)
                .setCapturedAt(Instant.parse("2026-01-02T03:04:05Z"))
                .setEncoding(ImageEncoding.JPEG)
                .setImage(ByteBuffer.allocate(0))
                .build();

        String read = python(
                "import json, sys, consumer\n"
                        + "class message:\n"
                        + "    headers = lambda: [(name, text and bytes.fromhex(text))"
                        + " for name, text in json.loads(sys.argv[1])]\n"
                        + "    value = lambda: bytes.fromhex(sys.argv[2])\n"
                        + "decoders = {'frames': consumer.decoder(json.load(open('frames.json')))}\n"
                        + "exec(open('letter.py').read())\n",
                list.toString(),
                hex(Topics.FRAMES.values().serializer().serialize("frames", frame)));

        assertThat(read).isEqualToIgnoringNewLines("empty-image: image has 0 bytes algebra");
    }

    @Test
    void thePythonPublisherOfTheDocumentsWritesWhatTheStagesRead() throws Exception {
        requireFastavro();
        document(2, "publisher.py");
        Files.writeString(folder.resolve("frames.json"), moodstream("topics", "schema", "frames", "--all"));
        byte[] picture = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 0, 'x'};
        Files.write(folder.resolve("door.jpg"), picture);
        Files.writeString(
                folder.resolve("confluent_kafka.py"),
                "import json, time\n"
                        + "time.sleep = lambda seconds: None\n"
                        + "class Producer:\n"
                        + "    def __init__(self, settings):\n        pass\n"
                        + "    def produce(self, topic, value, key, headers, on_delivery):\n"
                        + "        named = {name: header.hex() for name, header in headers.items()}\n"
                        + "        print(json.dumps([topic, key, value.hex(), named]))\n"
                        + "    def poll(self, timeout):\n        pass\n"
                        + "    def flush(self):\n        pass\n");

        String written =
                python("import runpy; runpy.run_path('publisher.py', run_name='__main__')", "door.jpg", "door.jpg");

        List<Frame> frames = new ArrayList<>();
        for (String line : written.lines().toList()) {
            JsonNode record = JSON.readTree(line);
            byte[] value = HexFormat.of().parseHex(record.path(2).asText());
            Frame frame = Topics.FRAMES.values().deserializer().deserialize("frames", value);
            frames.add(frame);
            assertThat(Topics.FRAMES.values().serializer().serialize("frames", frame))
                    .isEqualTo(value);
            assertThat(record.path(0).asText()).isEqualTo(Topics.FRAMES.name());
            assertThat(record.path(1).asText()).isEqualTo(Keys.source(frame.getLectureId(), frame.getSourceId()));
            RecordHeaders headers = new RecordHeaders();
            record.path(3)
                    .properties()
                    .forEach(header -> headers.add(
                            header.getKey(),
                            HexFormat.of().parseHex(header.getValue().asText())));
            assertThat(StageMetrics.publishedAt(headers))
                    .isEqualTo(
                            Optional.of(frame.getCapturedAt().toEpochMilli()).filter(at -> frame.getSignal() == null));
        }
        assertThat(frames)
                .extracting(Frame::getSignal)
                .containsExactly(SourceSignal.BEGIN, null, null, SourceSignal.END);
        assertThat(frames).extracting(Frame::getSequence).containsExactly(0L, 0L, 1L, 2L);
        assertThat(frames)
                .extracting(Frame::getImage)
                .containsExactly(
                        ByteBuffer.allocate(0),
                        ByteBuffer.wrap(picture),
                        ByteBuffer.wrap(picture),
                        ByteBuffer.allocate(0));
        assertThat(frames)
                .extracting(Frame::getRun)
                .doesNotContain("")
                .containsOnly(frames.get(0).getRun());
    }

    @Test
    void everySchemaIsReadableInPython() throws Exception {
        requireFastavro();
        for (String topic : topicsWithSchemas()) {
            Files.writeString(folder.resolve(topic + ".json"), moodstream("topics", "schema", topic, "--all"));
        }
        String read =
                python("import glob, json\nfrom fastavro import parse_schema\nfrom fastavro.schema import fingerprint,"
                        + " to_parsing_canonical_form\n"
                        + "for name in sorted(glob.glob('*.json')):\n"
                        + "    for print_, schema in json.load(open(name)).items():\n"
                        + "        parse_schema(schema)\n"
                        + "        own = fingerprint(to_parsing_canonical_form(schema), 'CRC-64-AVRO')\n"
                        + "        assert own == print_, (name, own, print_)\n"
                        + "    print(name)\n");
        assertThat(read.lines()).hasSize(topicsWithSchemas().size());
    }

    private static LectureMood mood() {
        Instant at = Instant.parse("2026-01-02T03:04:05Z");
        return new LectureMood(
                "algebra",
                at,
                at.plusSeconds(10),
                25,
                24.5,
                0.98,
                50L,
                List.of(0.0, 0.0, 0.0, 0.75, 0.0, 0.0, 0.25),
                Map.of("happy", 1.0),
                Emotion.happy,
                0.75,
                0.0,
                true,
                1,
                2.5,
                Counting.HERE);
    }

    private static String moodstream(Object... args) {
        CommandRunner.Outcome outcome = CommandRunner.plain().run(args);
        assertThat(outcome.err()).isEmpty();
        return outcome.out();
    }

    /** Writes a piece of Python of the documents to a file. */
    private void document(int number, String file) throws IOException {
        Files.writeString(
                folder.resolve(file),
                Markdown.read("docs/consuming.md").code("python").get(number));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static void requireFastavro() throws Exception {
        boolean there;
        try {
            Process process = new ProcessBuilder("python3", "-c", "import fastavro")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            there = process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0;
        } catch (IOException e) {
            there = false;
        }
        Assumptions.assumeTrue(there, "needs python3 with the package fastavro");
    }

    private String python(String program, String... args) throws Exception {
        ProcessBuilder python = new ProcessBuilder("python3", "-c", program).directory(folder.toFile());
        python.command().addAll(List.of(args));
        Process process = python.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
