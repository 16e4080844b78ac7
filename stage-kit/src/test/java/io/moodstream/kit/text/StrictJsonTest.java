package io.moodstream.kit.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {
    private static final String PAINT =
            "{'name': 'sky', 'layers': 2, 'gloss': 0.5, 'finish': 'matt', 'pot': {'litres': 1}, 'dots': [1, 2], 'hint': null}";

    enum Finish {
        MATT,
        SHINY
    }

    record Pot(float litres) {
        Pot {
            if (litres <= 0) {
                throw new IllegalArgumentException("pot.litres: " + litres + ", expected more than 0");
            }
        }
    }

    record Paint(
            String name,
            int layers,
            double gloss,
            Finish finish,
            Pot pot,
            List<Integer> dots,
            @Nullable String hint) {}

    @Test
    void bindsARecord() throws InvalidJsonException {
        assertThat(bind(PAINT)).isEqualTo(new Paint("sky", 2, 0.5, Finish.MATT, new Pot(1), List.of(1, 2), null));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    'layers': 2,      | ` `                | layers: this key is missing
                    'litres': 1       | ` `                | pot.litres: this key is missing
                    , 'hint': null    | ` `                | hint: this key is missing
                    'name': 'sky'     | 'name': null       | name: null, expected a text
                    'layers': 2       | 'layers': null     | layers: null, expected a whole number
                    'pot': {'litres': 1} | 'pot': null     | pot: null, expected an object
                    'dots': [1, 2]    | 'dots': null       | dots: null, expected a list
                    [1, 2]            | [1, null]          | dots[1]: null, expected a whole number
                    [1, 2]            | [1, 'two']         | dots[1]: "two", expected a whole number
                    'name': 'sky'     | 'name': 5          | name: 5, expected a text
                    'name': 'sky'     | 'name': true       | name: true, expected a text
                    'layers': 2       | 'layers': '2'      | layers: "2", expected a whole number
                    'layers': 2       | 'layers': 2.0      | layers: 2.0, expected a whole number
                    'layers': 2       | 'layers': 3000000000 | layers: 3000000000, expected a whole number
                    'gloss': 0.5      | 'gloss': '0.5'     | gloss: "0.5", expected a number
                    'finish': 'matt'  | 'finish': 'dull'   | finish: "dull", expected one of MATT, SHINY
                    'finish': 'matt'  | 'finish': 0        | finish: 0, expected one of MATT, SHINY
                    'pot': {'litres': 1} | 'pot': 1        | pot: 1, expected an object
                    'dots': [1, 2]    | 'dots': 1          | dots: 1, expected a list
                    'litres': 1       | 'litres': 1, 'l': 1 | pot.l: no such key
                    'litres': 1       | 'litres': 0        | pot.litres: 0.0, expected more than 0
                    'litres': 1       | 'litres': 1, 'litres': 1 | pot.litres: this key is there twice, line 1
                    'hint': null}     | 'hint': null}}     | not valid JSON at line 1, column 113
                    'hint': null}     | 'hint': null} {}   | something follows the JSON object, line 1
                    """)
    void reportsAFaultInOneSentence(String good, String bad, String sentence) {
        assertThat(PAINT).contains(good);
        assertThatThrownBy(() -> bind(PAINT.replace(good, bad)))
                .isInstanceOf(InvalidJsonException.class)
                .hasMessage(sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''         | expected a JSON object
                    []         | expected a JSON object
                    null       | expected a JSON object
                    hello      | not valid JSON at line 1, column 6
                    {"a":      | not valid JSON at line 1, column 6
                    """)
    void acceptsOneObjectOnly(String json, String sentence) {
        assertThatThrownBy(() -> StrictJson.object(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(InvalidJsonException.class)
                .hasMessage(sentence);
    }

    @Test
    void acceptsUtf8Only() {
        byte[] latin1 = "{\"name\": \"café\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> StrictJson.object(latin1))
                .isInstanceOf(InvalidJsonException.class)
                .hasMessage("expected a text in UTF-8");
    }

    private static Paint bind(String json) throws InvalidJsonException {
        return StrictJson.bind(
                StrictJson.object(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)), Paint.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nested", "number"})
    void whatIsBeyondTheParsersLimitsIsRefusedWithASentence(String kind) {
        String text = kind.equals("nested") ? "[".repeat(1200) : "{\"n\": " + "1".repeat(1100) + "}";

        assertThatThrownBy(() -> StrictJson.object(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(InvalidJsonException.class)
                .hasMessageContaining("nested too deeply, or a number or a text in it is too long");
    }
}
