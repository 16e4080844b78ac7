package io.moodstream.launcher.evaluate;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Scores of the whole pipeline on a video with known faces. Every face counts once for each frame it is in. Shares are
 * 0 to 1; a share of nothing is 0.
 *
 * @param frames frames with a result
 * @param all all emotions together
 * @param perEmotion scores of each emotion, by the truth
 * @param extraPerFrame boxes in a frame where no face is, mean
 */
public record PipelineScores(int frames, Scores all, Map<String, Scores> perEmotion, double extraPerFrame) {

    /**
     * Scores of some of the known faces.
     *
     * @param faces faces, frame by frame
     * @param found share of them with a box of the pipeline
     * @param readable share of the found ones that are readable
     * @param accuracy share of the found ones with the right emotion
     * @param direct the same share where the classifier is given the FER2013 pictures of the found faces themselves;
     *     none where they are not known
     */
    public record Scores(
            int faces,
            double found,
            double readable,
            double accuracy,
            @Nullable Double direct) {}
}
