package io.moodstream.launcher.compare;

import io.moodstream.schemas.Emotion;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What two runs of the same frames have in common and in what they differ. Shares are 0 to 1, or null where there is
 * nothing to divide.
 *
 * @param a the first run
 * @param b the second
 * @param framesInBoth frames that both answered
 * @param framesEqual those of them in which both found the same faces and gave them the same probabilities
 * @param facesInBoth faces that both found, by the overlap of their boxes
 * @param readableInBoth those that both call readable
 * @param same those of them that both call the same
 * @param agreement same / readableInBoth
 * @param kappa agreement beyond chance (Cohen 1960), at most 1
 * @param emotions per expression
 * @param table faces readable in both, by what the first run calls them, then by what the second does
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
     * @param name as it was given
     * @param models ids of its classifier models
     * @param detectors ids of its detectors
     * @param frames frames it answered
     * @param framesOnly frames that only it answered
     * @param facesOnly faces that only it found, in frames that both answered
     * @param readable readable faces in frames that both answered
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
     * @param a what the first run calls so
     * @param b what the second calls so
     * @param both what both call so
     * @param agreement both / those that either calls so
     */
    record PerEmotion(long a, long b, long both, @Nullable Double agreement) {}

    /**
     * A stretch of time.
     *
     * @param fromSeconds its beginning, after the first run's first frame
     * @param toSeconds its end
     * @param faces faces readable in both
     * @param agreement share of them that both call the same
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
