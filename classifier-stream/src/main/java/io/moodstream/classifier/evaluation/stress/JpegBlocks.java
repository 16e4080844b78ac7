package io.moodstream.classifier.evaluation.stress;

/** Loses what JPEG loses: blocks of 8 x 8 pixels whose waves are rounded to multiples of a step. */
final class JpegBlocks {
    private static final int BLOCK = 8;

    /** The steps of quality 50 that JPEG suggests for brightness (ITU T.81, table K.1). */
    private static final int[] STEPS = {
        16, 11, 10, 16, 24, 40, 51, 61, //
        12, 12, 14, 19, 26, 58, 60, 55, //
        14, 13, 16, 24, 40, 57, 69, 56, //
        14, 17, 22, 29, 51, 87, 80, 62, //
        18, 22, 37, 56, 68, 109, 103, 77, //
        24, 35, 55, 64, 81, 104, 113, 92, //
        49, 64, 78, 87, 103, 121, 120, 101, //
        72, 92, 95, 98, 112, 100, 103, 99
    };

    private static final double[][] WAVES = waves();

    private JpegBlocks() {}

    /** Compresses with a quality of 1 to 50, as the Independent JPEG Group counts it. */
    static GreyPicture compressed(GreyPicture picture, int row, double quality) {
        double[] greys = new double[picture.greys().length];
        for (int y = 0; y < picture.side(); y += BLOCK) {
            for (int x = 0; x < picture.side(); x += BLOCK) {
                block(picture, x, y, (int) (5000 / quality), greys);
            }
        }
        return new GreyPicture(picture.side(), greys);
    }

    private static void block(GreyPicture picture, int left, int top, int percent, double[] greys) {
        double[][] block = new double[BLOCK][BLOCK];
        for (int y = 0; y < BLOCK; y++) {
            for (int x = 0; x < BLOCK; x++) {
                block[y][x] = picture.at(left + x, top + y) - 128;
            }
        }
        double[][] shares = product(product(WAVES, block), transposed(WAVES));
        for (int i = 0; i < STEPS.length; i++) {
            int step = Math.max(1, Math.min(255, (STEPS[i] * percent + 50) / 100));
            double share = shares[i / BLOCK][i % BLOCK];
            shares[i / BLOCK][i % BLOCK] = Math.floor(share / step + 0.5) * step;
        }
        double[][] kept = product(product(transposed(WAVES), shares), WAVES);
        for (int y = 0; y < BLOCK; y++) {
            for (int x = 0; x < BLOCK; x++) {
                greys[(top + y) * picture.side() + left + x] = kept[y][x] + 128;
            }
        }
    }

    /** Returns the orthogonal cosine waves of a block, one a row. */
    private static double[][] waves() {
        double[][] waves = new double[BLOCK][BLOCK];
        for (int wave = 0; wave < BLOCK; wave++) {
            for (int i = 0; i < BLOCK; i++) {
                waves[wave][i] = Math.cos((2 * i + 1) * wave * Math.PI / 16) / 2 / (wave == 0 ? Math.sqrt(2) : 1);
            }
        }
        return waves;
    }

    private static double[][] product(double[][] a, double[][] b) {
        double[][] product = new double[BLOCK][BLOCK];
        for (int y = 0; y < BLOCK; y++) {
            for (int x = 0; x < BLOCK; x++) {
                for (int i = 0; i < BLOCK; i++) {
                    product[y][x] += a[y][i] * b[i][x];
                }
            }
        }
        return product;
    }

    private static double[][] transposed(double[][] a) {
        double[][] transposed = new double[BLOCK][BLOCK];
        for (int y = 0; y < BLOCK; y++) {
            for (int x = 0; x < BLOCK; x++) {
                transposed[x][y] = a[y][x];
            }
        }
        return transposed;
    }
}
