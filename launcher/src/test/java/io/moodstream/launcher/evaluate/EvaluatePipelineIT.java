package io.moodstream.launcher.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.moodstream.launcher.CommandRunner;
import io.moodstream.launcher.UsualPort;
import io.moodstream.testing.SharedData;
import java.io.BufferedReader;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A video of FER2013's faces through the whole pipeline, and the same faces directly. */
class EvaluatePipelineIT {
    @TempDir
    private Path folder;

    @BeforeAll
    static void takeTheUsualPort() {
        UsualPort.take();
    }

    @Test
    void mostFacesAreFoundAndNamedNearlyAsWellAsTheirOwnPictures() throws Exception {
        Path json = folder.resolve("scores.json");
        CommandRunner.Outcome outcome = CommandRunner.plain()
                .run(
                        "evaluate",
                        "pipeline",
                        "--video",
                        SharedData.require("samples/class-gallery.mp4"),
                        "--truth",
                        SharedData.require("samples/class-gallery.csv"),
                        "--data",
                        SharedData.require("fer2013/fer2013.csv.gz"),
                        "--json",
                        json,
                        "--set",
                        "CLASSIFIER_MODEL=fast");

        assertThat(outcome.code()).as(outcome.err()).isZero();
        JsonNode all = new ObjectMapper().readTree(json.toFile()).path("all");
        assertThat(all.path("found").asDouble()).isGreaterThan(0.6);
        assertThat(all.path("accuracy").asDouble())
                .isGreaterThan(0.5)
                .isCloseTo(all.path("direct").asDouble(), within(0.1));
        assertThat(outcome.out())
                .contains("extra boxes a frame")
                .contains("direct")
                .contains("all ");
    }

    @Test
    @Tag("nightly")
    void aVideoThatWasStoppedHasNoScores() throws Exception {
        Path video = folder.resolve("class.mp4");
        try (InputStream in = getClass().getResourceAsStream("/sample/class.mp4")) {
            Files.copy(Objects.requireNonNull(in), video);
        }
        Path truth = Files.writeString(
                folder.resolve("truth.csv"), "start_s,end_s,x,y,w,h,emotion\n0,60,10,10,90,90,happy\n");
        Path json = folder.resolve("scores.json");
        Process process = CommandRunner.plain()
                .process("evaluate", "pipeline", "--video", video, "--truth", truth, "--json", json)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
        try (BufferedReader err = process.errorReader()) {
            for (String line = err.readLine(); line != null && !line.contains("Ctrl-C stops"); line = err.readLine()) {}
            process.toHandle().destroy(); // SIGTERM, as the first Ctrl-C; Process.destroy would close stderr, too

            assertThat(err.lines()).contains("moodstream: Stopped before its end, the video has no scores");
            assertThat(process.waitFor()).isEqualTo(1);
        } finally {
            process.destroyForcibly();
        }
        assertThat(folder.resolve("out")).content().doesNotContain("extra boxes a frame");
        assertThat(json).doesNotExist();
    }
}
