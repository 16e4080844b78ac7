package io.moodstream.launcher.compare;

import io.moodstream.schemas.Emotion;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The differences between two runs of the same frames. Shares are 0 to 1, or null if there is nothing to divide.
 *
 * @param a the first run
 * @param b the second
 * @param framesInBoth frames with results in both
 * @param framesEqual those of them in which both found the same faces and gave them the same probabilities
 * @param facesInBoth faces found in both, matched by the overlap of their boxes
 * @param readableInBoth faces that are readable in both
 * @param same those of them with the same label in both
 * @param agreement same / readableInBoth
 * @param kappa agreement beyond chance (Cohen 1960), at most 1
 * @param emotions per expression
 * @param table faces readable in both, by the label of the first run, then by that of the second
 * @param minutes minute by minute from the first run's first frame
 * @param windows the windows whose shares differ most, the largest difference first
 */
record RunComparison(
        Side a,
        Side b,
        long framesInBoth,
        long framesEqual,
        long facesInBoth,
        long readableInBoth,
        long same,
        @Nullable Double agreement,
        @Nullable Double kappa,
        Map<Emotion, PerEmotion> emotions,
        Map<Emotion, Map<Emotion, Long>> table,
        List<Span> minutes,
        List<Span> windows) {

    /**
     * One run.
     *
     * @param name its name on the command line
     * @param models ids of its classifier models
     * @param detectors ids of its detectors
     * @param frames frames with results
     * @param framesOnly frames with results in this run only
     * @param facesOnly faces found in this run only, in frames with results in both
     * @param readable readable faces in frames with results in both
     */
    record Side(
            String name,
            List<String> models,
            List<String> detectors,
            long frames,
            long framesOnly,
            long facesOnly,
            long readable) {}

    /**
     * One expression among the faces readable in both.
     *
     * @param a faces with this label in the first run
     * @param b faces with this label in the second run
     * @param both faces with this label in both
     * @param agreement both / faces with this label in either
     */
    record PerEmotion(long a, long b, long both, @Nullable Double agreement) {}

    /**
     * A span of time.
     *
     * @param fromSeconds its beginning, after the first run's first frame
     * @param toSeconds its end
     * @param faces faces readable in both
     * @param agreement share of them with the same label in both
     * @param sharesA share per expression of the first run's readable faces
     * @param sharesB of the second's
     * @param difference half the sum of the shares' differences (total variation): 0 equal, 1 nothing in common
     */
    record Span(
            double fromSeconds,
            double toSeconds,
            long faces,
            @Nullable Double agreement,
            Map<Emotion, Double> sharesA,
            Map<Emotion, Double> sharesB,
            @Nullable Double difference) {}
}
