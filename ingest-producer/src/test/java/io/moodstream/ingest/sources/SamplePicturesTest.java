package io.moodstream.ingest.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SamplePicturesTest {
    @Test
    void theClassHasSoManyDifferentPictures() throws Exception {
        assertThat(SamplePictures.every(Duration.ofSeconds(20)))
                .hasSize(3)
                .doesNotHaveDuplicates()
                .allSatisfy(jpeg -> assertThat(jpeg).startsWith(0xFF, 0xD8));
    }
}
