package io.moodstream.launcher.evaluate;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How well the whole pipeline finds and names the faces of a video whose truth is known. Every face counts once for
 * each frame it is in. Shares are of 0 to 1; a share of nothing is 0.
 *
 * @param frames frames answered
 * @param all all emotions together
 * @param perEmotion each emotion's scores, by what the truth says
 * @param extraPerFrame boxes in a frame where no face is, mean
 */
public record PipelineScores(int frames, Scores all, Map<String, Scores> perEmotion, double extraPerFrame) {

    /**
     * Some of the truth's faces.
     *
     * @param faces faces, frame by frame
     * @param found share of them with a box of the pipeline's
     * @param readable share of the found ones that the classifier calls readable
     * @param accuracy share of the found ones named as the truth does
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
