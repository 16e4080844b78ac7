package io.moodstream.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ResamplingTest {
    @Test
    void keepsACropOfTheRightSize() {
        Crop crop = TinyModel.face(9);
        assertThat(Resampling.to(48, crop)).isSameAs(crop);
    }

    @Test
    void keepsWhiteWhite() {
        byte[] white = new byte[100 * 100];
        Arrays.fill(white, (byte) 255);
        assertThat(Resampling.to(48, new Crop(100, white)).pixels()).containsOnly(255);
        assertThat(Resampling.to(224, new Crop(100, white)).pixels()).containsOnly(255);
    }

    @Test
    void shrinkingAveragesWhatItCovers() {
        byte[] stripes = new byte[96 * 96];
        for (int i = 0; i < stripes.length; i++) {
            stripes[i] = (byte) (i % 2 == 0 ? 0 : 200);
        }
        Crop small = Resampling.to(48, new Crop(96, stripes));
        assertThat(small.grey(24, 24)).isEqualTo(100);
    }

    @Test
    void enlargingIsBilinear() {
        byte[] ramp = new byte[16 * 16];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = (byte) (i % 16 * 10);
        }
        Crop large = Resampling.to(32, new Crop(16, ramp));
        // New pixel 16 lies at (16.5 / 2) - 0.5 = 7.75 of the old ones.
        assertThat(large.grey(16, 5)).isEqualTo(78);
        assertThat(large.grey(15, 30)).isEqualTo(73);
    }
}
