package io.moodstream.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodstream.kit.ConfigurationException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallSizesTest {
    @Test
    void readsNumbersWithSpaces() {
        assertThat(CallSizes.parse(" 1, 8,32 ").sizes()).isEqualTo(List.of(1, 8, 32));
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,8", "8,8", "9,32", "32,32", "33,32"})
    void fewerFacesAreFilledUpToTheNextSize(int faces, int size) {
        assertThat(CallSizes.parse("1,8,32").holding(faces)).isEqualTo(size);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "8,8", "32,8", "1,2000", "many", "1,,8"})
    void anythingElseIsRefusedWithAnExample(String text) {
        assertThatThrownBy(() -> CallSizes.parse(text))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("CLASSIFIER_GPU_SIZES is " + text
                        + "; expected rising numbers from 1 to 1024, such as 1,8,32,128");
    }
}
