package io.moodstream.ingest.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodstream.kit.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceTest {
    @Test
    void theWordSampleIsTheBundledClass() {
        assertThat(Place.parse("sample")).isEqualTo(new Place.Sample()).hasToString("sample");
        assertThat(Place.parse("./sample")).isEqualTo(new Place.LocalPath("./sample"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rtsp://cam/1", "HTTP://cam:8080/a.mjpg", "camera://0"})
    void aSchemeMakesAnAddress(String text) {
        assertThat(Place.parse(text)).isEqualTo(new Place.Address(text)).hasToString(text);
    }

    @Test
    void aCameraIsNamedByNumberOrDevice() {
        assertThat(Place.parse("camera:0")).isEqualTo(new Place.Camera("0")).hasToString("camera:0");
        assertThat(Place.parse("camera:/dev/video2")).isEqualTo(new Place.Camera("/dev/video2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pictures/", "videos/Room 3.mp4", "/data/a://b.mp4", "samples"})
    void anythingElseIsAPathAndShownAsItWasGiven(String text) {
        assertThat(Place.parse(text)).isEqualTo(new Place.LocalPath(text)).hasToString(text);
    }

    @Test
    void aNameThatTheLanguageOfTheSystemCannotReadSaysWhatToDo() {
        assertThatThrownBy(() -> Place.parse("caf\uFFFD.mp4"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("'caf\uFFFD.mp4' has characters that cannot be read in the system's language"
                        + " (sun.jnu.encoding is " + System.getProperty("sun.jnu.encoding")
                        + "); set LC_ALL=C.UTF-8 in the environment and try again");
    }
}
