package io.moodstream.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodstream.ingest.sources.FrameSource;
import io.moodstream.ingest.sources.Place;
import io.moodstream.ingest.sources.SourceSpec;
import io.moodstream.ingest.sources.TestVideos;
import io.moodstream.kit.ConfigurationException;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenSourcesTest {
    /** Nothing listens there. */
    private static final String OFF = "http://localhost:1/video";

    private static final String REFUSED = OFF + " cannot be opened: Connection refused";

    private final Map<SourceSpec, IOException> broken = new LinkedHashMap<>();

    @TempDir
    private Path folder;

    @Test
    void aFileThatIsBrokenIsNoReasonToLeaveOutTheOthers() throws Exception {
        Map<SourceSpec, FrameSource> sources = open("a=" + video() + " b=" + text());

        assertThat(sources.keySet()).extracting(SourceSpec::sourceId).containsExactly("a");
        assertThat(broken.keySet()).extracting(SourceSpec::sourceId).containsExactly("b");
    }

    @Test
    void aCameraThatIsOffIsNoReasonToLeaveOutTheOthersAndIsOpenedLater() throws Exception {
        Map<SourceSpec, FrameSource> sources = open("hall=" + OFF + " a=" + video());

        assertThat(sources.keySet()).extracting(SourceSpec::sourceId).containsExactly("hall", "a");
        assertThat(broken).isEmpty();
        FrameSource hall = sources.values().iterator().next();
        assertThat(hall.live()).isTrue();
        assertThatThrownBy(hall::next).isInstanceOf(IOException.class).hasMessage(REFUSED);
    }

    @Test
    void aVideoAtAnAddressIsNamedBeforeAnythingIsPublishedBecauseItMayHaveToGoOn() {
        assertThatThrownBy(() -> open("hall=" + OFF + ".mp4 a=" + video()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("Source hall: " + OFF + ".mp4 cannot be opened: ");
        assertThat(((Place.Address) Place.parse(OFF + ".m3u8")).isVideoFile()).isFalse();
    }

    @Test
    void whereNoCameraIsOnIngestEndsAndACallerMayTryAgain() {
        assertThatThrownBy(() -> open("hall=" + OFF + " b=" + text()))
                .isInstanceOf(StageFailedException.class)
                .hasMessageStartingWith("ingest-producer stopped: Source hall: " + REFUSED + "\nSource b: ");
    }

    @Test
    void whereNoFileCanBeReadTheSettingsAreWrong() {
        assertThatThrownBy(() -> open("b=" + text()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Source b: ");
    }

    @Test
    void aFolderWithoutPicturesIsNamedBeforeAnythingIsPublished() throws Exception {
        Path empty = Files.createDirectory(folder.resolve("empty"));

        assertThatThrownBy(() -> open("a=" + video() + " none=" + empty))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Source none: ");
    }

    private Path video() throws Exception {
        return TestVideos.write(folder.resolve("good.mp4"), 3, 10, 160, 120);
    }

    private Path text() throws IOException {
        return Files.writeString(folder.resolve("bad.mp4"), "text");
    }

    private Map<SourceSpec, FrameSource> open(String specs) {
        IngestConfig config = new Settings(Map.of()).bind(IngestConfig.class);
        Map<SourceSpec, FrameSource> sources =
                OpenSources.open(SourceSpec.parseAll(specs), false, config.sourceOptions(), broken);
        sources.values().forEach(FrameSource::close);
        return sources;
    }
}
