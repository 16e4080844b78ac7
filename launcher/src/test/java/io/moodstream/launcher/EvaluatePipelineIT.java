package io.moodstream.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.moodstream.testing.SharedData;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A video of FER2013's faces through the whole pipeline, and the same faces directly. */
class EvaluatePipelineIT {
    @TempDir
    private Path folder;

    @Test
    void mostFacesAreFoundAndNamedNearlyAsWellAsTheirOwnPictures() throws Exception {
        Path json = folder.resolve("scores.json");
        StringWriter out = new StringWriter();
        int code = Moodstream.commandLine()
                .setOut(new PrintWriter(out))
                .execute(
                        "evaluate",
                        "pipeline",
                        "--video",
                        SharedData.require("samples/class-gallery.mp4").toString(),
                        "--truth",
                        SharedData.require("samples/class-gallery.csv").toString(),
                        "--data",
                        SharedData.require("fer2013/fer2013.csv.gz").toString(),
                        "--json",
                        json.toString());

        assertThat(code).isZero();
        JsonNode all = new ObjectMapper().readTree(json.toFile()).path("all");
        assertThat(all.path("found").asDouble()).isGreaterThan(0.6);
        assertThat(all.path("accuracy").asDouble())
                .isGreaterThan(0.5)
                .isCloseTo(all.path("direct").asDouble(), within(0.1));
        assertThat(out.toString())
                .contains("extra boxes a frame")
                .contains("direct")
                .contains("all ");
    }
}
