package io.moodstream.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodstream.kit.ConfigurationException;
import io.moodstream.kit.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderTest {
    @ParameterizedTest
    @CsvSource({"true,true,CUDA", "true,false,CPU", "false,true,CPU", "false,false,CPU"})
    void autoTakesCudaOnlyWhereDeviceAndBuildHaveIt(boolean device, boolean build, Provider expected) {
        assertThat(Provider.AUTO.resolve(new CudaPresence(device, build))).isEqualTo(expected);
    }

    @Test
    void cpuIsTheCpuOnEveryMachine() {
        assertThat(Provider.CPU.resolve(new CudaPresence(true, true))).isEqualTo(Provider.CPU);
    }

    @Test
    void cudaWithoutItsBuildSaysHowToBuildIt() {
        assertThatThrownBy(() -> Provider.CUDA.resolve(new CudaPresence(true, false)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("CLASSIFIER_PROVIDER=cuda: this build has ONNX Runtime for the CPU only; build with the"
                        + " Maven profile gpu, or set it to cpu");
    }

    @Test
    void cudaWithoutADeviceSaysSo() {
        assertThatThrownBy(() -> Provider.CUDA.resolve(new CudaPresence(false, true)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("CLASSIFIER_PROVIDER=cuda: this machine has no NVIDIA device (/dev/nvidia0); make one"
                        + " available, or set it to cpu");
    }

    /** With a GPU the same call must work, on CUDA alone; the session refuses to fall back. */
    @Test
    void cudaAskedForIsCudaOrAStartUpError() {
        CudaPresence here = CudaPresence.here();
        Settings settings = new Settings(Map.of("CLASSIFIER_PROVIDER", "cuda"));
        if (here.device() && here.build()) {
            OnnxEmotionClassifier.open(settings.bind(ClassifierConfig.class)).close();
        } else {
            assertThatThrownBy(() -> ClassifierMain.stage(settings))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageStartingWith("CLASSIFIER_PROVIDER=cuda: this ");
        }
    }

    /** Tests the error of the runtime itself, in case the class path misleads: the CPU build is loaded. */
    @Test
    void theCpuBuildRefusesCudaInOneSentence() throws Exception {
        Assumptions.assumeFalse(CudaPresence.here().build(), "needs the CPU build of ONNX Runtime");
        Model model = Model.load(java.util.Optional.empty());
        assertThatThrownBy(() -> OnnxSessions.open(
                                ai.onnxruntime.OrtEnvironment.getEnvironment(),
                                model,
                                Provider.CUDA,
                                TestSettings.bundled())
                        .close())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("CLASSIFIER_PROVIDER: CUDA device 0 cannot be used: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nvidia0", "nvidia7", "dxg"})
    void knowsDeviceFiles(String name, @TempDir Path dev) throws IOException {
        Files.createFile(dev.resolve("nvidiactl"));
        assertThat(CudaPresence.deviceIn(dev.toFile())).isFalse();
        Files.createFile(dev.resolve(name));
        assertThat(CudaPresence.deviceIn(dev.toFile())).isTrue();
    }
}
