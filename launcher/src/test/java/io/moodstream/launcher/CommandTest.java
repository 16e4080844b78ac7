package io.moodstream.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.launcher.CommandRunner.Outcome;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The command as its user meets it: through the real parser, exit codes and sentences compared. */
class CommandTest {
    /** An address at which nobody answers, and hardly any patience with that. */
    private static final String NO_BROKER =
            " --bootstrap localhost:1 --set KAFKA_REQUEST_TIMEOUT_MS=200 --set KAFKA_DEFAULT_API_TIMEOUT_MS=300"
                    + " --set STAGE_KAFKA_WAIT=500ms";

    @TempDir
    private Path folder;

    private static Outcome moodstream(String... args) {
        return CommandRunner.plain().run((Object[]) args);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "demo",
                "broker",
                "ingest",
                "detect",
                "classify",
                "recommend",
                "dashboard",
                "topics",
                "topics check",
                "topics create",
                "topics list",
                "topics describe",
                "topics schema",
                "topics asyncapi",
                "tail",
                "lecture",
                "lecture end",
                "lecture mark",
                "erase",
                "evaluate",
                "evaluate faces",
                "evaluate frames",
                "evaluate pipeline",
                "record",
                "inspect",
                "replay"
            })
    void everyCommandHasHelp(String command) {
        Outcome help = moodstream((command + " --help").strip().split(" "));
        assertThat(help.code()).isZero();
        assertThat(help.out()).startsWith(("Usage: moodstream " + command).strip());
    }

    @Test
    void aStagesSettingsAreFlagsAndInItsHelp() {
        assertThat(moodstream("detect", "--help").out())
                .contains("--min-face", "[DETECTOR_MIN_FACE]")
                .contains("--bootstrap", "[STAGE_BOOTSTRAP]");
    }

    @Test
    void wrongUsageIsOneSentenceAndTwo() {
        Outcome wrong = moodstream("demo", "--sorce", "x");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err().lines()).hasSize(1);
        assertThat(wrong.err()).startsWith("moodstream: Unknown option").contains("--sorce", "did you mean --source?");
        assertThat(moodstream("ledger", "--lectur", "x").err()).contains("did you mean --lecture?");
        assertThat(moodstream("lectures").err()).contains("did you mean lecture?");
        assertThat(moodstream("tail", "moods", "--max", "x").err()).contains("--max", "'x' is not a whole number");
        assertThat(moodstream("tail", "moods", "--max", "9".repeat(20)).err()).contains("9' is too large");
        assertThat(moodstream("ledger", "algebra").err()).contains("algebra").doesNotContain("did you mean");
    }

    @Test
    void theHelpOfFuzzNamesItsKinds() {
        assertThat(moodstream("fuzz", "--help").out()).contains("jpeg, ", "model-manifests", "websocket");
    }

    @Test
    void aValueMayHaveTheNameOfAnotherCommand() {
        Outcome benchmark = moodstream("benchmark", "--kinds", "gallery", "--seconds", "0");
        assertThat(benchmark.err()).contains("--seconds=0: expected 1 or more");
    }

    @Test
    void allWrongSettingsAreNamedAtOnce() {
        Outcome wrong = moodstream("demo", "--set", "DETECTOR_MIN_FACES=3", "--set", "CLASSIFIER_BATCH=none");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err())
                .contains("DETECTOR_MIN_FACES: no such setting; did you mean DETECTOR_MIN_FACE?")
                .contains("CLASSIFIER_BATCH=none: expected a whole number");

        Outcome several = moodstream(
                "detect --set FOO=1 --set BAR:hidden --set DETECTOR_MIN_FACE=x --set STAGE_THREADS=y --set KAFKA_SSL_KEY_PASSWORD=z"
                        .split(" "));
        assertThat(several.code()).isEqualTo(2);
        assertThat(several.err())
                .contains("--set FOO: no such setting", "--set BAR...: expected KEY=VALUE")
                .doesNotContain("hidden")
                .contains("DETECTOR_MIN_FACE=x: expected a number", "STAGE_THREADS=y: expected a whole number")
                .contains("--set KAFKA_SSL_KEY_PASSWORD: others on this machine")
                .hasLineCount(5);
    }

    @Test
    void whatACommandIsForIsAWholeSentence() {
        assertThat(commands(Moodstream.commandLine()))
                .allSatisfy(command -> assertThat(
                                command.getCommandSpec().usageMessage().description()[0])
                        .as(command.getCommandSpec().qualifiedName())
                        .endsWith("."));
    }

    private static Stream<CommandLine> commands(CommandLine line) {
        return line.getSubcommands().values().stream()
                .flatMap(command -> Stream.concat(Stream.of(command), commands(command)));
    }

    @Test
    void aCommandThatIsNoStageOffersNoSettingOfStages() {
        String help = moodstream("topics", "create", "--help").out();
        assertThat(help)
                .contains("--bootstrap", "--kafka-file", "--replication")
                .doesNotContain("--threads", "--state-dir");
        for (String part : List.of("ingest", "dashboard")) {
            assertThat(moodstream(part, "--help").out())
                    .contains("--bootstrap", "--kafka-file", "--kafka-wait", "--replication")
                    .doesNotContain(
                            "--threads",
                            "--workers",
                            "--record-limit",
                            "--state-dir",
                            "--instance",
                            "--session-timeout",
                            "--transaction-timeout",
                            "--commit-interval",
                            "--commit-pause");
        }
        assertThat(moodstream("ledger", "--help").out()).contains("--bootstrap").doesNotContain("--replication");
    }

    @ParameterizedTest
    @ValueSource(strings = {"classify --bootstrap localhost:1", "demo"})
    void whatTheUnionProhibitsDoesNotStart(String command) {
        Outcome refused = moodstream((command + " --purpose education --region eu").split(" "));
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err())
                .startsWith("moodstream: DEPLOYMENT_PURPOSE=education with DEPLOYMENT_REGION=eu: the European Union")
                .hasLineCount(1);
    }

    @Test
    void aWrongValueOfAFlagIsToldAsItWasWritten() {
        assertThat(moodstream("demo", "--fps", "fast", "--set", "CLASSIFIER_BATCH=none")
                        .err())
                .contains("--fps=fast: expected ", "CLASSIFIER_BATCH=none: expected ");
        assertThat(moodstream("demo", "--lecture", "a b").err()).contains("--lecture=a b: expected ");
        assertThat(moodstream("demo", "--set", "CLASSIFIER_MODEL=fats", "--port", "abc")
                        .err())
                .contains("CLASSIFIER_MODEL=fats: there is no such bundled model", "--port=abc: expected ");
        assertThat(moodstream("benchmark", "classifier", "--threads", "1", "--set", "CLASSIFIER_THREADS=x")
                        .err())
                .contains("CLASSIFIER_THREADS=x: expected ");
        assertThat(moodstream("detect", "--min-face=x").err()).contains("--min-face=x: expected a number");
        assertThat(moodstream("detect", "--track-memory", "10m", "--forget", "5m")
                        .err())
                .contains("--track-memory=10m: expected less than DETECTOR_FORGET");
    }

    @Test
    void theLectureOfSinglePicturesIsReserved() {
        Outcome wrong = moodstream("demo", "--lecture", "photos");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("moodstream: --lecture=photos: expected another name; this one is reserved");
    }

    /** Addresses and paths are shortened at them, so a lecture of such a name could not be reached. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo --lecture",
                "ingest --source sample --lecture",
                "lecture end",
                "lecture title",
                "lecture mark",
                "lecture delete --yes",
                "record --out none.moodrec --lecture"
            })
    void dotsAreNoLecture(String command) {
        for (String dots : new String[] {".", ".."}) {
            List<String> words = new ArrayList<>(List.of(command.split(" ")));
            words.add(dots);
            words.addAll(command.matches("lecture (title|mark)") ? List.of("text") : List.of());
            Outcome wrong = moodstream(words.toArray(String[]::new));
            assertThat(wrong.code()).isEqualTo(2);
            assertThat(wrong.err())
                    .contains("=" + dots + ": expected")
                    .contains("1 to 100 characters out of A-Z a-z 0-9 . _ -, and neither . nor ..");
        }
    }

    @Test
    void aUserThatIsAMailAddressIsToldWithTheRule() {
        Outcome wrong = moodstream("ingest", "--source", "cam@anna@school.de=one_0.jpg", "--lecture", "t");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err())
                .contains("The user 'anna@school.de' in [SOURCE[@USER]=]PLACE: expected 1 to 100 characters out of");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "topics list",
                "tail emotions",
                "lecture end algebra",
                "lecture mark algebra slide",
                "detect",
                "classify",
                "recommend",
                "dashboard --port 0",
                "ingest --source sample",
                "record --lecture algebra --out none.moodrec"
            })
    void aBrokerThatIsNotThereIsOneSentenceAndOne(String command) {
        Outcome failed = moodstream((command + NO_BROKER).split(" "));
        assertThat(failed.code()).isEqualTo(1);
        assertThat(failed.err().lines().filter(line -> line.startsWith("moodstream: ")))
                .hasSize(1)
                .allSatisfy(line -> assertThat(line).contains("No Kafka broker answers at localhost:1"));
    }

    @ParameterizedTest
    @CsvSource({
        "demo, dashboard or demo",
        "dashboard --bootstrap localhost:1, dashboard or demo",
        "broker, broker or demo"
    })
    void aPortThatIsTakenIsNamedBeforeAnythingStarts(String command, String others) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Outcome wrong = moodstream((command + " --port " + taken.getLocalPort()).split(" "));
            assertThat(wrong.code()).isEqualTo(2);
            assertThat(wrong.out()).isEmpty();
            assertThat(wrong.err())
                    .startsWith("moodstream: --port=" + taken.getLocalPort() + ": cannot listen there on ")
                    .contains("another " + others + " may run there")
                    .hasLineCount(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingest --bootstrap localhost:1", "demo --exit --no-web"})
    void aSourceThatIsMissingIsNamedBeforeKafkaIsWaitedFor(String command) {
        Outcome wrong = moodstream((command + " --source hall=no/such.mp4").split(" "));
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.out()).isEmpty();
        assertThat(wrong.err().strip())
                .isEqualTo("moodstream: Source hall: " + Path.of("no/such.mp4") + " does not exist");
    }

    @Test
    void twoSourcesOfOneNameAreNamedBeforeKafkaIsWaitedFor() {
        Outcome wrong =
                moodstream("ingest", "--bootstrap", "localhost:1", "--source", "sample", "--source", "sample=sample");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("Two sources are called sample").hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource({"detect, DETECTOR_MODEL", "classify, CLASSIFIER_MODEL", "recommend, RECOMMENDER_CATALOGUE"})
    void aFileThatIsMissingIsNamedBeforeKafkaIsWaitedFor(String stage, String setting) {
        Outcome wrong = moodstream(stage, "--bootstrap", "localhost:1", "--set", setting + "=no/file.json");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("no/file.json").hasLineCount(1);
    }

    @Test
    void aTimeZoneThatIsNoneIsNamedWithAnExample() {
        Outcome wrong = moodstream("report", "--lecture", "algebra", "--out", "report", "--zone", "Mars/Base");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("'--zone': expected a time zone such as Europe/Berlin, found Mars/Base");
    }

    /** Others on the machine can read a command line. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo --set DASHBOARD_TEACHER_TOKEN=keep-this-to-yourself",
                "dashboard --teacher-token keep-this-to-yourself",
                "ingest --source hall=rtsp://viewer:keep-this-to-yourself@10.0.0.7/1",
                "ingest --sources hall=rtsp://viewer:keep-this-to-yourself@10.0.0.7/1",
                "ingest --source hall=rtsp://viewer:/keep-this-to-yourself@10.0.0.7/1",
                "demo --source hall=rtsp://viewer:keep-this-to-yourself@10.0.0.7/1",
                "tail moods --set KAFKA_SSL_KEY_PASSWORD=keep-this-to-yourself"
            })
    void aSecretOnACommandLineIsRefusedAndNotQuoted(String command) {
        Outcome refused = moodstream(command.split(" "));
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err())
                .contains("others on this machine can read a command line; put", "into the environment")
                .doesNotContain("keep-this-to-yourself")
                .hasLineCount(1);
    }

    @Test
    void aSettingThatNobodyKnowsIsRefused() {
        Outcome wrong = moodstream("demo", "--set", "DETECTR_MIN_FACE=0.1");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err())
                .contains("--set DETECTR_MIN_FACE: no such setting; did you mean DETECTOR_MIN_FACE? Names");
    }

    @Test
    void aLevelThatNobodyKnowsIsRefused() throws Exception {
        ProcessBuilder process = CommandRunner.plain().process("topics", "schema", "moods");
        process.environment().put("MOODSTREAM_LOG", "loud");
        Process refused = process.start();
        assertThat(refused.getErrorStream())
                .hasContent("moodstream: MOODSTREAM_LOG=loud: expected TRACE, DEBUG, INFO, WARN, ERROR");
        assertThat(refused.waitFor()).isEqualTo(2);
    }

    @Test
    void anUnknownTopicIsNamed() {
        Outcome wrong = moodstream("tail", "mood");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err())
                .contains("TOPIC=mood: no such topic; expected one of frames, sources, faces, emotions, photos,");
    }

    @Test
    void whatIsWrongWithANoteIsAllNamedBeforeKafkaIsAsked() {
        Outcome wrong = moodstream("lecture", "mark", "a/b", " ", "--at", "noon", "--bootstrap", "localhost:1");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err())
                .contains("ID=a/b: expected a lecture")
                .contains("TEXT has 0 characters; expected 1 to 200 in one line")
                .contains("--at=noon: expected a time such as 2026-03-02T08:10:00Z");
        assertThat(moodstream("lecture", "mark", "algebra", "x".repeat(201)).err())
                .contains("TEXT has 201 characters");
        assertThat(moodstream("lecture", "mark", "algebra", "slide", "--at", "2999-01-01T00:00:00Z")
                        .err())
                .contains("--at=2999-01-01T00:00:00Z: expected a time after 1970 that has come");
        assertThat(moodstream("lecture", "end", "photos").err()).contains("ID=photos: expected a lecture");
    }

    @Test
    void aMissingDataSetIsNamed() {
        Outcome wrong = moodstream("evaluate", "faces", "--data", "no/such.csv");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("no/such.csv");
    }

    @Test
    void aMissingVotesFileIsNamed() throws Exception {
        Path data = Files.writeString(folder.resolve("fer2013.csv"), "emotion,pixels,Usage\n");
        Outcome wrong = moodstream("evaluate", "faces", "--data", data.toString(), "--votes", "no/such.csv");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("There is no file no/such.csv");
    }

    @Test
    void whatVotesLeaveOutIsSaidInTheHelpAndBesideTheScores() throws Exception {
        String white = " 255".repeat(48 * 48).strip();
        Path data = Files.writeString(
                folder.resolve("fer2013.csv"), "emotion,pixels,Usage\n" + ("6," + white + ",PublicTest\n").repeat(2));
        Path votes = Files.writeString(
                folder.resolve("ferplus.csv"),
                "Usage,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,unknown,NF\n"
                        + "PublicTest,9,0,0,0,1,0,0,0,0,0\nPublicTest,4,0,0,0,3,2,0,0,0,1\n");
        String rule = "no label has more than half of the votes, single votes not counted";

        assertThat(moodstream("evaluate", "faces", "--help").out().replaceAll("\\s+", " "))
                .contains(rule);
        assertThat(moodstream("evaluate", "faces", "--data", data.toString(), "--votes", votes.toString())
                        .out())
                .contains("7 shared classes: 1 faces")
                .contains("1 left out (" + rule);
    }

    @Test
    void stressChangesTheSameFacesInEveryWay() throws Exception {
        Path data = Files.writeString(
                folder.resolve("fer2013.csv"),
                "emotion,pixels,Usage\n" + ("6," + " 255".repeat(48 * 48).strip() + ",PublicTest\n").repeat(3));
        Path json = folder.resolve("stress.json");
        String out = moodstream(
                        "evaluate",
                        "faces",
                        "--data",
                        data.toString(),
                        "--model",
                        "fast",
                        "--stress",
                        "--every",
                        "2",
                        "--json",
                        json.toString())
                .out();
        assertThat(out).startsWith("2 faces under each change; not readable: highest probability below 0.");
        assertThat(out.lines().filter(line -> line.startsWith("| "))).hasSize(2 + 35);
        assertThat(out).contains("| unchanged | - | ", "| dark | 0.25 x | ", "| rolled | 45 degrees | ");
        assertThat(json).content().contains("\"change\" : \"too wide\"", "\"readableAccuracy\"");
    }

    @Test
    void stressIsAgainstTheLabels() {
        String[] words = {"evaluate", "faces", "--data", "a.csv", "--votes", "b.csv", "--stress"};
        assertThat(moodstream(words).err()).contains("--stress measures against FER2013's labels; expected no --votes");
        assertThat(moodstream("evaluate", "faces", "--data", "a.csv", "--every", "5")
                        .err())
                .contains("--every=5: expected 1 or more, and only with --stress");
    }

    @Test
    void anUnknownModelIsToldWithThoseThereAre() {
        Outcome wrong = moodstream("evaluate", "faces", "--data", "no/such.csv", "--model", "fats");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("--model=fats: there is no such bundled model; expected standard");
    }

    @Test
    void aTruthWithoutRowsCannotBeComparedWithPictures() throws Exception {
        Path truth = Files.writeString(
                folder.resolve("truth.csv"), "start_s,end_s,x,y,w,h,emotion\n0,1,10,10,90,90,happy\n");
        Outcome wrong = moodstream(
                "evaluate", "pipeline", "--video", "none.mp4", "--truth", truth.toString(), "--data", "none.csv");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("--data=none.csv: " + truth + " has no column fer_row");
    }

    @Test
    void aFileThatIsNoRecordingIsNamed() throws Exception {
        String file = Files.writeString(folder.resolve("class.moodrec"), "no recording")
                .toString();
        for (String command : new String[] {"inspect", "replay"}) {
            Outcome wrong = moodstream(command, file);
            assertThat(wrong.code()).isEqualTo(2);
            assertThat(wrong.err())
                    .startsWith("moodstream: " + file + " is not a recording")
                    .hasLineCount(1);
        }
    }

    @Test
    void aRecordingIsNotOverwrittenByAccident() throws Exception {
        String file = Files.writeString(folder.resolve("class.moodrec"), "mine").toString();
        Outcome wrong = moodstream("record", "--lecture", "algebra", "--out", file, "--bootstrap", "localhost:1");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("exists already; --force overwrites it");
    }

    @Test
    void outputsNeedAFolder() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        Outcome wrong = moodstream("demo", "--exit", "--out", file.toString());
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err())
                .isEqualToIgnoringNewLines("moodstream: --out=" + file + ": is a file; expected a folder");
        assertThat(wrong.out()).isEmpty();
    }

    @Test
    void aRecordingNeedsItsFolder() {
        Path missing = folder.resolve("missing");
        Outcome wrong = moodstream(
                "record",
                "--lecture",
                "algebra",
                "--out",
                missing.resolve("a.moodrec").toString());
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("a.moodrec: there is no folder " + missing);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--from yesterday", "--idle long", "--from 2026-03-02T09:00 --to 2026-03-02T08:00"})
    void timesToRecordMustMakeSense(String times) {
        Outcome wrong = moodstream(("record --lecture a --out none.moodrec " + times).split(" "));
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).containsPattern("no moment such as|no duration such as|expected a moment before");
    }

    @Test
    void anUnwritableFolderIsNamed() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        Outcome wrong =
                moodstream("demo", "--exit", "--out", file.resolve("out").toString());
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("--out=");
    }

    @Test
    void aWrongModelIsNamedBeforeAnythingIsPublished() {
        Outcome wrong = moodstream(("classify --model no/such.json" + NO_BROKER).split(" "));
        assertThat(wrong.code()).isIn(1, 2);
    }
}
