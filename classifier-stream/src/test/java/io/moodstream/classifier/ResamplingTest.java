package io.moodstream.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.testing.Seeded;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(Seeded.class)
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

    @ParameterizedTest
    @CsvSource({
        "16,48", "47,48", "49,48", "64,48", "100,48", "112,48", "1024,48", "48,64", "48,224", "112,224", "223,224",
        "333,224", "48,260", "1024,16", "16,1024"
    })
    void everyPixelIsThatOfThePlainFormula(int from, int to, Random random) {
        byte[] noise = new byte[from * from];
        random.nextBytes(noise);
        Crop crop = new Crop(from, noise);
        assertThat(Resampling.to(to, crop).pixels()).isEqualTo(plain(to, crop));
    }

    /** The triangle reaches one step to each side of its centre, at least one old pixel. */
    @ParameterizedTest
    @CsvSource({"48,224,3", "112,224,3", "100,48,5", "1024,48,43"})
    void onlyOldPixelsUnderTheTriangleAreLookedAtAndTheirWeightsAreKept(int from, int to, int most) {
        List<Resampling.Weights> weights = Resampling.weights(from, to);
        assertThat(weights).hasSize(to).allMatch(each -> each.values().length <= most);
        assertThat(Resampling.weights(from, to)).isSameAs(weights);
    }

    /** Multiplies every old pixel, also by 0. */
    private static byte[] plain(int side, Crop crop) {
        float[] rows = new float[crop.side() * side];
        byte[] pixels = new byte[side * side];
        for (int x = 0; x < side; x++) {
            float[] weights = plainWeights(crop.side(), side, x);
            for (int y = 0; y < crop.side(); y++) {
                for (int from = 0; from < crop.side(); from++) {
                    rows[y * side + x] += weights[from] * crop.grey(from, y);
                }
            }
        }
        for (int y = 0; y < side; y++) {
            float[] weights = plainWeights(crop.side(), side, y);
            for (int x = 0; x < side; x++) {
                float sum = 0;
                for (int from = 0; from < crop.side(); from++) {
                    sum += weights[from] * rows[from * side + x];
                }
                pixels[y * side + x] = (byte) Math.round(sum);
            }
        }
        return pixels;
    }

    private static float[] plainWeights(int from, int to, int pixel) {
        double step = (double) from / to;
        double reach = Math.max(1, step);
        double centre = (pixel + 0.5) * step - 0.5;
        double sum = 0;
        for (int i = 0; i < from; i++) {
            sum += Math.max(0, 1 - Math.abs(i - centre) / reach);
        }
        float[] weights = new float[from];
        for (int i = 0; i < from; i++) {
            weights[i] = (float) (Math.max(0, 1 - Math.abs(i - centre) / reach) / sum);
        }
        return weights;
    }
}
