package io.moodstream.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelErrorsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "standard-2026.11.2",
                "standard-int8-2026.11.2",
                "fast-2026.11.2",
                "standard-2026.11.2-votes",
                "standard-int8-2026.11.2-votes",
                "fast-2026.11.2-votes",
                "standard-2026.11.3",
                "standard-int8-2026.11.3",
                "fast-2026.11.3",
                "standard-2026.11.3-votes",
                "standard-int8-2026.11.3-votes",
                "fast-2026.11.3-votes"
            })
    void everyModelBundledNowOrEarlierIsKnown(String model) {
        assertThat(ModelErrors.of(List.of(model)).confusion())
                .hasValueSatisfying(confusion -> assertThat(confusion.counts()).hasDimensions(7, 7));
    }

    @Test
    void oneUnknownModelAmongOthersMakesAllUnknown() {
        assertThat(ModelErrors.of(List.of("standard-2026.11.3", "mine")).confusion())
                .isEmpty();
        assertThat(ModelErrors.of(List.of("../templates/report")).confusion()).isEmpty();
        assertThat(ModelErrors.of(List.of()).confusion()).isEmpty();
    }
}
