package io.moodstream.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodstream.kit.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlacedModelTest {
    private static final CudaPresence GPU = new CudaPresence(true, true);
    private static final CudaPresence NONE = new CudaPresence(false, false);

    @TempDir
    Path folder;

    private static ClassifierConfig asked(String model, String provider) {
        return TestSettings.config(Map.of("CLASSIFIER_MODEL", model, "CLASSIFIER_PROVIDER", provider));
    }

    private String eightBits() throws Exception {
        Path file = TinyModel.write(
                folder,
                "probabilities",
                "tiny-8",
                manifest -> manifest.put("floatForm", "standard")
                        .putArray("providers")
                        .add("cpu"));
        return file.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "standard,standard",
        "standard-votes,standard-votes",
        "fast,standard",
        "fast-votes,standard-votes",
        "standard-int8,standard",
        "standard-int8-votes,standard-votes"
    })
    void onAGpuTheFloatFormTakesThePlaceOfEightBits(String model, String runs) {
        for (String provider : new String[] {"auto", "cuda"}) {
            PlacedModel placed = PlacedModel.of(asked(model, provider), GPU);
            assertThat(placed.provider()).isEqualTo(Provider.CUDA);
            assertThat(placed.model().name()).isEqualTo("bundled " + runs + ".json");
        }
    }

    @Test
    void onACpuEveryModelRunsItself() {
        assertThat(PlacedModel.of(asked("fast", "auto"), NONE).model().name()).isEqualTo("bundled fast.json");
        assertThat(PlacedModel.of(asked("fast", "cpu"), GPU).provider()).isEqualTo(Provider.CPU);
    }

    @Test
    void anotherModelOfEightBitsStaysOnTheCpuUnlessCudaIsAskedFor() throws Exception {
        String file = eightBits();
        assertThat(PlacedModel.of(asked(file, "auto"), GPU).provider()).isEqualTo(Provider.CPU);
        assertThatThrownBy(() -> PlacedModel.of(asked(file, "cuda"), GPU))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("CLASSIFIER_PROVIDER=cuda: model tiny-8 runs on cpu only; choose a float network such as"
                        + " standard, or another provider");
    }

    @Test
    void aModelTakesOverOnlyWhereTheOneBeforeItRan() throws Exception {
        PlacedModel onCpu = PlacedModel.of(asked(eightBits(), "auto"), GPU);
        assertThat(onCpu.stayingOn(Provider.CPU)).isSameAs(onCpu);
        assertThatThrownBy(() -> onCpu.stayingOn(Provider.CUDA))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("model tiny-8 runs on CPU, but the stage was started for a model on CUDA; restart it to use"
                        + " the new one");
    }

    @Test
    void aManifestWithoutProvidersRunsOnBoth() throws Exception {
        String file = TinyModel.write(folder, "probabilities", "tiny-1").toString();
        assertThat(PlacedModel.of(asked(file, "auto"), GPU).provider()).isEqualTo(Provider.CUDA);
    }

    @Test
    void libraryFoldersOfOtherCudaBuildsCount() throws Exception {
        assertThat(CudaPresence.isIn(folder.toString())).isFalse();
        Files.createFile(folder.resolve("libonnxruntime_providers_cuda.so"));
        assertThat(CudaPresence.isIn(folder.toString())).isTrue();
        assertThat(CudaPresence.isIn(null)).isFalse();
    }
}
