package io.moodstream.ingest.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodstream.kit.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceSpecTest {
    @ParameterizedTest
    @CsvSource({
        "anna@u-17=camera:0,               anna,             u-17, camera:0",
        "hall=rtsp://cam/1?profile=2,      hall,             ,     rtsp://cam/1?profile=2",
        "rtsp://cam/1?profile=2,           cam-1,            ,     rtsp://cam/1?profile=2",
        "http://me:pw@cam:8080/a/b.mjpg,   cam-a-b.mjpg,     ,     http://me:pw@cam:8080/a/b.mjpg",
        "rtsp://my_cam/1,                  my_cam-1,         ,     rtsp://my_cam/1",
        "camera:0,                         camera-0,         ,     camera:0",
        "/data/monday.class.mp4,           monday.class,     ,     /data/monday.class.mp4",
        "videos/Room 3.mp4,                Room-3,           ,     videos/Room 3.mp4",
        "./a=b.mp4,                        a-b,              ,     ./a=b.mp4",
        "a=b.mp4,                          a,                ,     b.mp4",
        "pictures/,                        pictures,         ,     pictures/",
        "sample,                           sample,           ,     sample",
    })
    void isReadAsSourceUserPlace(String text, String source, String user, String place) {
        SourceSpec spec = SourceSpec.parse(text);

        assertThat(spec.sourceId()).isEqualTo(source);
        assertThat(spec.userId().orElse(null)).isEqualTo(user);
        assertThat(spec.place()).isEqualTo(Place.parse(place));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "hall=", "anna@u= "})
    void aPlaceIsNeeded(String text) {
        assertThatThrownBy(() -> SourceSpec.parse(text))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("says no place; expected [SOURCE[@USER]=]PLACE");
    }

    /** A name and its password, too, which are not shown. */
    @ParameterizedTest
    @CsvSource({
        "anna@=rtsp://me:secret@cam/1,              user '',",
        "cam@anna@school.de=one.jpg,                user 'anna@school.de',",
        "cam@anna mueller=one.jpg,                  user 'anna mueller',",
        "cam@J\u00f6rg=one.jpg,                    user 'J\u00f6rg',",
        "cam@..=one.jpg,                            user '..',",
        "my cam=one.jpg,                            ,               source 'my cam'",
        "B\u00fchne=rtsp://me:secret@cam/1,        ,               source 'B\u00fchne'",
        ".=one.jpg,                                 ,               source '.'",
        "=one.jpg,                                  ,               source ''",
    })
    void aNameThatIsNoneIsToldWithTheRule(String text, String user, String source) {
        assertThatThrownBy(() -> SourceSpec.parse(text))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(source == null ? user : source)
                .hasMessageContaining("expected 1 to 100 characters out of A-Z a-z 0-9 . _ -, and neither . nor ..")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aFileThatIsThereMayHaveSuchAName() throws IOException {
        Path file = Files.createFile(Path.of("Room 3 = left.mp4"));
        try {
            assertThat(SourceSpec.parse(file.toString()).sourceId()).isEqualTo("Room-3-left");
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void aPlaceThatMakesNoNameNeedsOne() {
        assertThatThrownBy(() -> SourceSpec.parse("/data/???"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("No name can be made of '/data/???'; give it one, such as hall=/data/???");
    }

    @Test
    void severalAreSeparatedByBlanks() {
        assertThat(SourceSpec.parseAll(" a=x.mp4\n b=y.mp4 "))
                .extracting(SourceSpec::sourceId)
                .containsExactly("a", "b");
        assertThat(SourceSpec.parseAll("")).isEmpty();
    }

    @Test
    void twoOfOneNameAreRefused() {
        List<SourceSpec> specs = SourceSpec.parseAll("monday/class.mp4 tuesday/class.mp4");

        assertThatThrownBy(() -> SourceSpec.requireDistinct(specs))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("Two sources are called class: monday/class.mp4 and tuesday/class.mp4; name one, such as"
                        + " class-2=tuesday/class.mp4");
    }

    @Test
    void aUserWithTwoSourcesIsTold() {
        assertThat(SourceSpec.sharedUsers(
                        SourceSpec.parseAll("front@u-1=camera:0 side@u-1=camera:1 b@u-2=camera:2 c=d/")))
                .containsExactly(
                        "User u-1 has the sources front, side; a person in several of them is counted several times");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rtsp://me:secret@cam/1?token=x",
                "rtsp://me:50%off@cam/1?token=x",
                "rtsp://me:a/b@c?d#e@cam/1?token=x",
                "rtsp://me:pass=word@cam/1?token=x",
            })
    void secretsOfAnAddressAreNotShown(String address) {
        SourceSpec spec = SourceSpec.parse(address);

        assertThat(spec.place()).hasToString("rtsp://cam/1?...");
        assertThat(spec).hasToString("cam-1=rtsp://cam/1?...");
    }

    @Test
    void refusalsDoNotShowSecretsEither() {
        assertThatThrownBy(() -> SourceSpec.parse("rtsp://me:secret@cam/%zz"))
                .hasMessage("Source 'rtsp://cam/%zz' is not an address: Malformed escape pair");
        assertThatThrownBy(() -> SourceSpec.parse("rtsp://me:secret@/?token=x"))
                .hasMessage("No name can be made of 'rtsp:///?...'; give it one, such as hall=rtsp:///?...");
    }
}
