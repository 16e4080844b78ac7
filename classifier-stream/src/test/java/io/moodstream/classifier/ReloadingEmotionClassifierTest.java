package io.moodstream.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodstream.kit.StageMetrics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloadingEmotionClassifierTest {
    private static final List<Crop> BLACK = List.of(TinyModel.face(0));

    @TempDir
    private Path folder;

    private final StageMetrics metrics = StageMetrics.local("classifier-stream");
    private Path file;
    private ClassifierConfig config;
    private OnnxEmotionClassifier first;
    private ReloadingEmotionClassifier classifier;

    @BeforeEach
    void start() throws IOException {
        file = TinyModel.write(folder, "probabilities", "even");
        config = TestSettings.config(Map.of("CLASSIFIER_MODEL", file.toString(), "CLASSIFIER_RELOAD", "100ms"));
        first = OnnxEmotionClassifier.open(config);
        classifier = held(first, config);
    }

    @AfterEach
    void stop() {
        classifier.close();
        metrics.close();
    }

    @Test
    void aNewModelTakesOverAndTheOldOneIsClosed() throws IOException {
        TinyModel.write(folder, "surprised", "surprised");
        classifier.reload();

        assertThat(classifier.classify(BLACK).model()).isEqualTo("surprised");
        assertThat(count("swapped")).isOne();
        assertThatThrownBy(() -> first.classify(BLACK)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theNewModelBringsItsOwnThreshold() throws IOException {
        assertThat(classifier.classify(BLACK).abstainBelow()).isZero();
        TinyModel.write(folder, "surprised", "surprised", manifest -> manifest.put("abstainBelow", 0.4));
        classifier.reload();

        assertThat(classifier.classify(BLACK).abstainBelow()).isEqualTo(0.4);
    }

    @Test
    void aThresholdThatIsSetHoldsForEveryModel() throws IOException {
        config = TestSettings.config(Map.of("CLASSIFIER_MODEL", file.toString(), "CLASSIFIER_ABSTAIN_BELOW", "0.7"));
        try (var held = held(OnnxEmotionClassifier.open(config), config)) {
            TinyModel.write(folder, "surprised", "surprised", manifest -> manifest.put("abstainBelow", 0.4));
            held.reload();

            Classification result = held.classify(BLACK);
            assertThat(result.model()).isEqualTo("surprised@0.7");
            assertThat(result.abstainBelow()).isEqualTo(0.7);
        }
    }

    @Test
    void aModelThatStaysTheSameIsNotLoadedAgain() {
        classifier.reload();

        assertThat(count("swapped")).isZero();
        assertThat(first.classify(BLACK).model()).isEqualTo("even");
    }

    @Test
    void aBrokenReplacementLeavesTheOldOneAndIsCountedOnce() throws IOException {
        Files.writeString(file, "{", StandardCharsets.UTF_8);
        classifier.reload();
        classifier.reload();

        assertThat(classifier.classify(BLACK).model()).isEqualTo("even");
        assertThat(count("refused")).isOne();
    }

    @Test
    void aModelWhoseOutputIsNotANumberDoesNotTakeOver() throws IOException {
        TinyModel.write(folder, "nan", "broken");
        classifier.reload();

        assertThat(classifier.classify(BLACK).model()).isEqualTo("even");
        assertThat(count("refused")).isOne();
    }

    @Test
    void aHalfReplacedPairIsTriedAgainWhenItIsWhole() throws IOException {
        byte[] old = Files.readAllBytes(folder.resolve("model.onnx"));
        TinyModel.write(folder, "surprised", "surprised");
        byte[] next = Files.readAllBytes(folder.resolve("model.onnx"));
        Files.write(folder.resolve("model.onnx"), old);
        classifier.reload();
        assertThat(classifier.classify(BLACK).model()).isEqualTo("even");

        Files.write(folder.resolve("model.onnx"), next);
        classifier.reload();
        assertThat(classifier.classify(BLACK).model()).isEqualTo("surprised");
    }

    /** The id and the probabilities of every result are those of one model. */
    @Test
    void callersSeeOneModelPerResult() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        AtomicLong results = new AtomicLong();
        Set<String> seen = ConcurrentHashMap.newKeySet();
        Callable<Void> work = () -> {
            while (!done.get()) {
                Classification result = classifier.classify(BLACK);
                float surprise = result.probabilities().get(0)[5];
                assertThat(surprise > 0.9f).isEqualTo(result.model().startsWith("surprised"));
                seen.add(result.model());
                results.incrementAndGet();
            }
            return null;
        };
        ExecutorService threads = Executors.newFixedThreadPool(2);
        Future<Void> one = threads.submit(work);
        Future<Void> two = threads.submit(work);
        for (int i = 0; i < 20; i++) {
            TinyModel.write(
                    folder, i % 2 == 0 ? "surprised" : "probabilities", (i % 2 == 0 ? "surprised-" : "even-") + i);
            classifier.reload();
            long from = results.get();
            Awaitility.await().until(() -> results.get() > from + 10 || one.isDone() || two.isDone());
        }
        done.set(true);
        one.get();
        two.get();
        threads.shutdown();

        assertThat(seen).hasSizeGreaterThanOrEqualTo(20);
        assertThat(count("swapped")).isEqualTo(20);
    }

    @Test
    void watchesByItself() throws IOException {
        try (EmotionClassifier watching =
                ReloadingEmotionClassifier.watching(OnnxEmotionClassifier.open(config), config, metrics)) {
            TinyModel.write(folder, "surprised", "surprised");

            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> watching.classify(BLACK).model().equals("surprised"));
        }
    }

    /** The first model runs on a simulated GPU; with these settings the new one would run on the CPU. */
    @Test
    void aModelThatWouldRunElsewhereDoesNotTakeOver() throws IOException {
        PlacedModel placed = new PlacedModel(Model.load(config.model()), Provider.CUDA);
        OnnxEmotionClassifier onGpu = new OnnxEmotionClassifier(placed, config, new SimulatedDevice());
        try (EmotionClassifier watching = ReloadingEmotionClassifier.watching(onGpu, config, metrics)) {
            TinyModel.write(folder, "surprised", "surprised");

            Awaitility.await().until(() -> count("refused") + count("swapped") > 0);
            assertThat(count("swapped")).isZero();
            assertThat(watching.classify(BLACK).model()).isEqualTo("even");
        }
    }

    @Test
    void theThreadsThatCallANewModelOnAGpuAreWarmBeforeItTakesOver() throws Exception {
        List<SimulatedDevice> devices = new ArrayList<>();
        ClassifierConfig gpu =
                TestSettings.config(Map.of("CLASSIFIER_MODEL", file.toString(), "CLASSIFIER_GPU_SIZES", "4"));
        Supplier<OnnxEmotionClassifier> open = () -> {
            devices.add(new SimulatedDevice());
            PlacedModel placed = new PlacedModel(Model.load(gpu.model()), Provider.CUDA);
            return new OnnxEmotionClassifier(
                    placed,
                    gpu,
                    new FixedSizeNetwork(CallSizes.parse(gpu.gpuSizes()), size -> devices.get(devices.size() - 1)));
        };
        try (var reloading = new ReloadingEmotionClassifier(
                open.get(), file, open, model -> BatchingClassifier.of(model, gpu), metrics)) {
            TinyModel.write(folder, "surprised", "surprised");
            reloading.reload();
            int warmed = devices.get(1).searches();
            ExecutorService threads = Executors.newFixedThreadPool(4);
            Callable<Classification> call = () -> reloading.classify(BLACK);
            for (Future<Classification> result : threads.invokeAll(Collections.nCopies(40, call))) {
                assertThat(result.get().model()).isEqualTo("surprised");
            }
            threads.shutdown();
            assertThat(warmed).isEqualTo(1 + gpu.gpuCalls());
            assertThat(devices.get(1).searches()).isEqualTo(warmed);
        }
    }

    private ReloadingEmotionClassifier held(OnnxEmotionClassifier model, ClassifierConfig settings) {
        return new ReloadingEmotionClassifier(
                model, file, () -> OnnxEmotionClassifier.open(settings), any -> any, metrics);
    }

    private double count(String outcome) {
        return metrics.counter("models", "outcome", outcome).count();
    }
}
