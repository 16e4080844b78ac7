package io.moodstream.ingest.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.ingest.IngestConfig;
import io.moodstream.kit.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileFingerprintTest {
    @TempDir
    private Path folder;

    @Test
    void itStaysWhileTheFileAndItsPaceStay() throws Exception {
        Path video = TestVideos.write(folder.resolve("a.mp4"), 20, 10, 160, 120);

        String first = of(video.toString(), Map.of());

        assertThat(first).matches("[0-9a-f]{64}");
        assertThat(of(folder + "/./a.mp4", Map.of())).isEqualTo(first);
        assertThat(of(video.toString(), Map.of("INGEST_FPS", "max")))
                .as("at full speed every picture has the same number")
                .isEqualTo(first);
        assertThat(of(video.toString(), Map.of("INGEST_FPS", "2"))).isNotEqualTo(first);
    }

    @Test
    void anotherFileAtTheSamePlaceHasAnotherOne() throws Exception {
        Path video = TestVideos.write(folder.resolve("a.mp4"), 20, 10, 160, 120);
        String first = of(video.toString(), Map.of());

        TestVideos.write(video, 21, 10, 160, 120);

        assertThat(of(video.toString(), Map.of())).isNotEqualTo(first);
    }

    @Test
    void aFolderWithOneMorePictureHasAnotherOne() throws Exception {
        Files.write(folder.resolve("1.jpg"), new byte[1]);
        String first = of(folder.toString(), Map.of());

        Files.write(folder.resolve("2.jpg"), new byte[1]);

        assertThat(of(folder.toString(), Map.of())).isNotEqualTo(first);
    }

    @Test
    void aLiveSourceHasNone() throws Exception {
        Path video = TestVideos.write(folder.resolve("a.mjpeg"), 20, 10, 160, 120);

        try (HttpVideo http = HttpVideo.stream(video)) {
            assertThat(of(http.address(), Map.of())).isEmpty();
        }
    }

    private static String of(String place, Map<String, String> settings) throws IOException {
        SourceOptions options = new Settings(settings).bind(IngestConfig.class).sourceOptions();
        Place parsed = Place.parse(place);
        try (FrameSource source = parsed.open(options)) {
            return FileFingerprint.of(parsed, source, options);
        }
    }
}
