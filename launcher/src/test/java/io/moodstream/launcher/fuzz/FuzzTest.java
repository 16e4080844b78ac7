package io.moodstream.launcher.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodstream.kit.ConfigurationException;
import io.moodstream.launcher.CommandRunner;
import io.moodstream.launcher.fuzz.FuzzResult.Verdict;
import io.moodstream.schemas.Topics;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A small part of what the command fuzz does, always the same. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class FuzzTest {
    private static final long SEED = 20261127;

    /** Tests do not measure. */
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "jpeg, 50",
        "png, 30",
        "webp, 30",
        "gif, 30",
        "bmp, 30",
        "tiff, 30",
        "heic, 40",
        "videos, 60",
        "frames, 50",
        "faces, 50",
        "emotions, 100",
        "recordings, 60",
        "model-manifests, 20",
        "detector-manifests, 20",
        "catalogues, 30",
        "truth-csv, 60",
        "fer2013-csv, 20",
        "ferplus-csv, 20",
        "face-boxes, 20"
    })
    void whateverComesIsAcceptedOrRefusedInASentenceAndNothingGoodIsLost(String kind, int inputs) throws Exception {
        List<FuzzResult> results = new ArrayList<>();
        try (FuzzTarget target = FuzzKind.named(kind).opener().open(folder)) {
            session(target, kind).run(0, inputs, () -> {}, number -> {}, results::add);
        }

        assertThat(results).hasSize(inputs);
        assertThat(results).filteredOn(result -> !result.isHarmless()).isEmpty();
        assertThat(results).extracting(FuzzResult::verdict).as("broken enough").contains(Verdict.REFUSED);
    }

    @Test
    void anUnexpectedExceptionAnUnclearSentenceAndALostInputAreFinds() {
        List<String> answers =
                new ArrayList<>(List.of("good", "because: null", "java.lang.Oops: x", "throws", "size is 7", "good"));
        List<FuzzResult> results = new ArrayList<>();

        session(new Answering(answers), "test").run(0, 5, () -> {}, number -> {}, results::add);

        assertThat(results)
                .extracting(FuzzResult::verdict)
                .containsExactly(Verdict.FIND, Verdict.FIND, Verdict.FIND, Verdict.REFUSED, Verdict.FIND);
        assertThat(results.get(4).detail()).startsWith("good input 0 is lost");
    }

    /** Answers as it is told, and refuses everything after that. */
    private record Answering(List<String> answers) implements FuzzTarget {
        @Override
        public List<byte[]> good() {
            return List.of(new byte[] {1});
        }

        @Override
        public byte[] draw(Random random) {
            return new byte[] {2};
        }

        @Override
        public Optional<String> read(byte[] input) {
            String answer = answers.isEmpty() ? "gone" : answers.remove(0);
            if (answer.equals("throws")) {
                throw new IndexOutOfBoundsException("7");
            }
            return answer.equals("good") ? Optional.empty() : Optional.of(answer);
        }
    }

    @Test
    void theSameSeedAndNumberDrawTheSameInputInEachProcess() throws Exception {
        for (String kind : List.of("recordings", "heic", "videos")) {
            try (FuzzTarget one = FuzzKind.named(kind).opener().open(folder);
                    FuzzTarget other = FuzzKind.named(kind).opener().open(folder)) {
                assertThat(one.good()).as(kind).containsExactlyElementsOf(other.good());
                FuzzSession session = session(one, kind);
                assertThat(session.input(3))
                        .isEqualTo(session(other, kind).input(3))
                        .isNotEqualTo(session.input(4));
                assertThat(new FuzzSession(one, kind, SEED + 1, LIMIT).input(3)).isNotEqualTo(session.input(3));
            }
        }
        for (boolean sockets : new boolean[] {false, true}) {
            FuzzTarget one = WebTarget.at(URI.create("http://localhost:1234"), sockets, () -> {});
            FuzzTarget other = WebTarget.at(URI.create("http://localhost:56789"), sockets, () -> {});
            assertThat(session(one, "web").input(3))
                    .isEqualTo(session(other, "web").input(3));
        }
    }

    @Test
    void neighbouringNumbersDrawDifferentInputs() throws Exception {
        try (FuzzTarget target = FuzzKind.named("frames").opener().open(folder)) {
            FuzzSession session = session(target, "frames");
            assertThat(IntStream.range(0, 50)
                            .mapToObj(number ->
                                    HostileRecord.of(session.input(number)).topic()))
                    .contains(Topics.FRAMES.name(), Topics.PHOTOS.name());
        }
    }

    private static FuzzSession session(FuzzTarget target, String kind) {
        return new FuzzSession(target, kind, SEED, LIMIT);
    }

    @Test
    void aReasonIsTheSameForTheSameFault() {
        assertThat(new FuzzResult(1, Verdict.REFUSED, "corrupt-jpeg: marker FF01 at byte 7", 1).reason())
                .isEqualTo("corrupt-jpeg");
        FuzzResult one = new FuzzResult(1, Verdict.REFUSED, "the file, line 3: w is 0; expected a number", 5);
        FuzzResult other = new FuzzResult(2, Verdict.REFUSED, "the file, line 12: w is -8; expected a number", 5);
        assertThat(one.reason()).isEqualTo(other.reason());
        assertThat(one.fault())
                .isEqualTo("the file, line 0: w is 0; expected a number")
                .isNotEqualTo(other.fault());
        assertThat(FuzzResult.parse(one.line())).isEqualTo(one);
    }

    @Test
    void theTableHasWholeSentencesAndNoByteThatATerminalWouldObey() {
        FuzzTally tally = new FuzzTally("truth-csv");
        for (String detail : List.of("the file, line 3: w is \u001b[2J; expected a number", "corrupt-png: chunk")) {
            tally.add(FuzzResult.parse(new FuzzResult(1, Verdict.REFUSED, detail, 5).line()));
        }
        assertThat(tally.row().lines())
                .satisfiesExactly(
                        row -> assertThat(row).startsWith("truth-csv").endsWith("  corrupt-png 1"),
                        sentence -> assertThat(sentence)
                                .isEqualTo("        1 x the file, line 3: w is \\x1b[2J; expected a number"));
    }

    @Test
    void theCommandPrintsATableAndRefusesAnotherKafka() {
        CommandRunner.Outcome outcome = CommandRunner.plain()
                .run("fuzz", "--kind", "truth-csv", "--inputs", "20", "--seed", SEED, "--limit", 60, "--out", folder);

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).contains("truth-csv").contains("20 inputs with seed " + SEED + ": 0 finds");
        assertThat(outcome.code()).isZero();
        assertThat(CommandRunner.plain()
                        .run("fuzz", "--bootstrap", "kafka:9092")
                        .code())
                .isEqualTo(2);
        assertThat(CommandRunner.plain()
                        .run("fuzz", "--kind", "jpeg", "--only", "20-17")
                        .err())
                .contains("--only=20-17: expected the smaller number first");
        assertThat(CommandRunner.plain()
                        .run("fuzz", "--kind", "jpeg", "--only", "17", "--inputs", 9)
                        .err())
                .contains("--inputs and --only: expected one of them");
        assertThat(CommandRunner.plain().run("fuzz", "--kind", "none").err())
                .contains("--kind=none: expected one of jpeg, png");
        FuzzCommand.refuseForeignKafka(Map.of("STAGE_BOOTSTRAP", " ")); // as good as not set
        assertThatThrownBy(() -> FuzzCommand.refuseForeignKafka(Map.of("STAGE_BOOTSTRAP", "kafka:9092")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("never writes to a Kafka that is not its own");
    }
}
