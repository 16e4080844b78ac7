package io.moodstream.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    enum Colour {
        RED,
        GREEN
    }

    record PaintConfig(
            @Setting(value = "3", min = 1, max = 9, doc = "Layers")
            int layers,

            @Setting(value = "0.5", min = 0, max = 1, doc = "Gloss, 0 to 1")
            double gloss,

            @Setting(value = "10s", min = 1, doc = "Drying time")
            Duration dryingTime,

            @Setting(value = "red", doc = "Colour") Colour colour,

            @Setting(value = "false", doc = "Whether to sand first")
            boolean sanded,

            @Setting(value = "", doc = "Folder of patterns") Optional<Path> patterns) {}

    record GlueConfig(
            @Setting(value = "1", min = 0, doc = "Drops") long drops) {}

    @Test
    void theirTextHasNoValuesWhichMayBePasswords() {
        assertThat(new Settings(Map.of("KAFKA_SASL_JAAS_CONFIG", "secret")).toString())
                .contains("KAFKA_SASL_JAAS_CONFIG")
                .doesNotContain("secret");
    }

    @Test
    void aMissingSettingHasItsDefault() {
        PaintConfig paint = new Settings(Map.of()).bind(PaintConfig.class);
        assertThat(paint)
                .isEqualTo(new PaintConfig(3, 0.5, Duration.ofSeconds(10), Colour.RED, false, Optional.empty()));
    }

    @Test
    void aSettingIsRead() {
        Settings settings = new Settings(Map.of(
                "PAINT_LAYERS", "5",
                "PAINT_GLOSS", "0.25",
                "PAINT_DRYING_TIME", "2m",
                "PAINT_COLOUR", "Green",
                "PAINT_SANDED", "true",
                "PAINT_PATTERNS", "some/where"));
        assertThat(settings.bind(PaintConfig.class))
                .isEqualTo(new PaintConfig(
                        5, 0.25, Duration.ofMinutes(2), Colour.GREEN, true, Optional.of(Path.of("some/where"))));
    }

    @Test
    void laterSettingsReplaceEarlierOnes() {
        Settings settings = new Settings(Map.of("PAINT_LAYERS", "5")).with("PAINT_LAYERS", "6");
        assertThat(settings.bind(PaintConfig.class).layers()).isEqualTo(6);
    }

    @ParameterizedTest
    @CsvSource({
        "PAINT_LAYERS, many, 'expected a whole number, from 1 to 9'",
        "PAINT_LAYERS, 0, expected from 1 to 9",
        "PAINT_LAYERS, 99999999999999999999, 'expected a whole number, from 1 to 9'",
        "PAINT_GLOSS, NaN, 'expected a number, from 0 to 1'",
        "PAINT_GLOSS, 1.5, expected from 0 to 1",
        "PAINT_DRYING_TIME, soon, 'expected a duration such as 500ms, 10s, 5m or PT10S'",
        "PAINT_DRYING_TIME, 10ms, expected at least 1 seconds",
        "PAINT_COLOUR, blue, 'expected one of red, green'",
        "PAINT_SANDED, yes, expected true or false",
    })
    void aWrongValueIsNamedWithWhatIsExpected(String key, String value, String expected) {
        Settings settings = new Settings(Map.of(key, value));
        assertThatThrownBy(() -> settings.bind(PaintConfig.class))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(key + "=" + value + ": " + expected);
    }

    @Test
    void aTypoGetsASuggestion() {
        Settings settings = new Settings(Map.of("PAINT_LAYER", "5"));
        assertThatThrownBy(() -> settings.bind(PaintConfig.class))
                .hasMessage("PAINT_LAYER: no such setting; did you mean PAINT_LAYERS?");
    }

    @Test
    void allFaultsOfAllRecordsAreReportedAtOnce() {
        Settings settings = new Settings(Map.of("PAINT_LAYERS", "x", "PAINT_GLOSS", "y", "GLUE_DROPS", "z"));
        assertThatThrownBy(() -> settings.check(List.of(PaintConfig.class, GlueConfig.class)))
                .hasMessageContainingAll("PAINT_LAYERS=x", "PAINT_GLOSS=y", "GLUE_DROPS=z");
    }

    @Test
    void kafkasOwnSettingsPassThrough() {
        assertThat(new Settings(Map.of("KAFKA_LINGER_MS", "5", "PAINT_LAYERS", "2")).kafka())
                .containsExactly(Map.entry("linger.ms", "5"));
    }

    @Test
    void keysAndFlagsFollowFromTheNames() {
        SettingKey drying = SettingKey.of(PaintConfig.class).get(2);
        assertThat(drying.key()).isEqualTo("PAINT_DRYING_TIME");
        assertThat(drying.flag()).isEqualTo("--drying-time");
    }
}
