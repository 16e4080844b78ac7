package io.moodstream.launcher.benchmark.growth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodstream.kit.ConfigurationException;
import io.moodstream.launcher.benchmark.growth.SoakRow.Verdict;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Soaks of an hour whose samples are made up. */
class SoakResultTest {
    private static final double RATE = 40;
    private static final SoakLoad LOAD = new SoakLoad("2026-01-01T10:00:00Z", 2, RATE, 3, 6, 1, 2, 60, 900);

    @TempDir
    private Path folder;

    @Test
    void aMeasureThatFillsUpInTheWarmUpIsFlat() {
        SoakResult result = result(hours -> hours < 0.2 ? 1000 * hours : 200, RATE);

        assertThat(row(result).verdict()).isEqualTo(Verdict.FLAT);
        assertThat(result.passed()).isTrue();
        assertThat(table(result)).contains("heap after a collection", "200 MB", "Flat: nothing grows");
    }

    @Test
    void aLeakOfTwoPerCentAnHourIsFoundInNoise() {
        SoakResult result = result(hours -> 200 * (1 + 0.02 * hours), RATE);

        assertThat(row(result).verdict()).isEqualTo(Verdict.GROWS);
        assertThat(result.passed()).isFalse();
        assertThat(table(result)).contains("Grows by more than 1 % an hour: heap after a collection");
    }

    @Test
    void aSlopeThatMayBeChanceIsLeftToALongerRun() {
        Random random = new Random(7);
        List<SoakSample> few = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            few.add(sample(900 + 10 * i, 200 + i + 20 * random.nextGaussian(), RATE));
        }
        SoakResult result = SoakResult.of(LOAD, few);

        assertThat(row(result).verdict()).isEqualTo(Verdict.UNCLEAR);
        assertThat(result.passed()).isTrue();
    }

    @Test
    void aMeasureOfWhichHalfTheIntervalIsAboveTheBoundIsNotFlat() {
        SoakResult result = result(hours -> 200 * (1 + 0.0098 * hours), RATE);

        assertThat(row(result).verdict()).isEqualTo(Verdict.UNCLEAR);
        assertThat(table(result)).contains("a longer run decides about heap after a collection");
    }

    @Test
    void whatIsJudgedAndWasNotMeasuredIsNamed() {
        SoakResult result = SoakResult.of(
                LOAD,
                result(hours -> 200, RATE).samples().stream()
                        .map(sample -> new SoakSample(
                                sample.seconds(), Map.of(SoakMeasure.HEAP, 200.0, SoakMeasure.RATE, RATE)))
                        .toList());

        assertThat(table(result))
                .containsPattern("open sockets +not measured +unclear")
                .contains("open sockets (not measured)")
                .doesNotContain("Flat: nothing grows");
    }

    @Test
    void aLoadThatWasNotHeldFails() {
        SoakResult result = result(hours -> 200, 0.9 * RATE);

        assertThat(result.passed()).isFalse();
        assertThat(table(result)).contains("Not held: 36.0 of 40.0 frames a second were answered; try a lower --rate");
    }

    @Test
    void theLoadItselfIsNotJudged() {
        SoakResult result = SoakResult.of(
                LOAD,
                result(hours -> 200, RATE).samples().stream()
                        .map(sample -> sample(sample.seconds(), 200, RATE * (1 + sample.seconds() / 3600)))
                        .toList());

        assertThat(result.passed()).isTrue();
    }

    @Test
    void aRunThatWasCutIsReadUpToItsLastWholeLine() throws Exception {
        SoakResult result = result(hours -> 200 * (1 + 0.02 * hours), RATE);
        Path file = folder.resolve("soak.jsonl");
        try (SoakFile written = new SoakFile(file)) {
            written.write(result.load());
            for (SoakSample sample : result.samples()) {
                written.write(sample);
            }
        }
        String whole = Files.readString(file);
        Files.writeString(file, whole.substring(0, whole.length() - 20));

        SoakResult read = SoakFile.read(file);

        assertThat(read.load()).isEqualTo(result.load());
        assertThat(read.samples()).hasSize(result.samples().size() - 1);
        assertThat(row(read).verdict()).isEqualTo(Verdict.GROWS);
    }

    @Test
    void anotherFileIsRefused() throws Exception {
        Path file = Files.writeString(folder.resolve("other.json"), "something else\n");

        assertThatThrownBy(() -> SoakFile.read(file))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("--from=" + file);
    }

    @Test
    void thePlotIsADiagramForEachMeasure() throws Exception {
        Path svg = Files.writeString(folder.resolve("soak.svg"), new SoakPlot(result(hours -> 200, RATE)).svg());

        var picture = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(svg.toFile());

        assertThat(picture.getElementsByTagName("polyline").getLength()).isEqualTo(SoakMeasure.values().length);
        var words = picture.getElementsByTagName("text");
        assertThat(IntStream.range(0, words.getLength())
                        .mapToObj(i -> words.item(i).getTextContent()))
                .contains(
                        "heap after a collection, MB",
                        "frames a second",
                        "Flat: nothing grows by more than 1 % an hour")
                .anyMatch(word -> word.endsWith(" % an hour"));
    }

    @Test
    void thePlotNamesTheLoad() {
        SoakLoad alone = new SoakLoad("2026-01-01T10:00:00Z", 1, RATE, 1, 6, 1, 2, 60, 900);
        List<SoakSample> samples = result(hours -> 200, RATE).samples();

        assertThat(new SoakPlot(SoakResult.of(alone, samples)).svg())
                .contains("60 minutes at 40 frames a second, 1 lecture at a time, 1 core<");
        assertThat(new SoakPlot(SoakResult.of(LOAD, samples)).svg()).contains("3 lectures at a time, 2 cores<");
    }

    private static SoakRow row(SoakResult result) {
        return result.rows().stream()
                .filter(row -> row.measure() == SoakMeasure.HEAP)
                .findFirst()
                .orElseThrow();
    }

    private static SoakResult result(DoubleUnaryOperator heap, double rate) {
        Random random = new Random(1);
        List<SoakSample> samples = new ArrayList<>();
        for (int seconds = 10; seconds <= 3600; seconds += 10) {
            samples.add(sample(seconds, heap.applyAsDouble(seconds / 3600.0) + 0.5 * random.nextGaussian(), rate));
        }
        return SoakResult.of(LOAD, samples);
    }

    private static SoakSample sample(double seconds, double heap, double rate) {
        Map<SoakMeasure, Double> values = new EnumMap<>(SoakMeasure.class);
        Stream.of(SoakMeasure.values()).forEach(measure -> values.put(measure, 100.0));
        values.put(SoakMeasure.HEAP, heap);
        values.put(SoakMeasure.RATE, rate);
        return new SoakSample(seconds, values);
    }

    private static String table(SoakResult result) {
        StringWriter text = new StringWriter();
        result.print(new PrintWriter(text));
        return text.toString();
    }
}
