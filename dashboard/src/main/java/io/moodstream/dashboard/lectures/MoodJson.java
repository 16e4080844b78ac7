package io.moodstream.dashboard.lectures;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.moodstream.reports.MoodText;
import io.moodstream.schemas.Emotion;
import io.moodstream.schemas.LectureMood;
import java.time.Instant;

/**
 * A lecture's visible expressions folded over one window.
 *
 * @param from first instant of the window
 * @param to first instant after it
 * @param participants people seen in the lecture so far
 * @param readable faces that could be read at a time, mean
 * @param coverage readable / participants, 0 to 1
 * @param frames folded in
 * @param shares of readable faces by their most probable expression
 * @param probabilities mean of the readable faces
 * @param dominant the expression with the largest share
 * @param positivity mean probability of happy, 0 to 1
 * @param negativity mean probability of angry, disgust, fear and sad together, 0 to 1
 * @param isFinal whether nothing will change any more
 */
record MoodJson(
        @Iso Instant from,
        @Iso Instant to,
        int participants,
        double readable,
        double coverage,
        long frames,
        ByExpression shares,
        ByExpression probabilities,
        Emotion dominant,
        double positivity,
        double negativity,
        @JsonProperty("final") boolean isFinal)
        implements LiveJson {

    static MoodJson of(LectureMood mood) {
        return new MoodJson(
                mood.getWindowStart(),
                mood.getWindowEnd(),
                mood.getParticipants(),
                ByExpression.rounded(mood.getReadableFaces()),
                ByExpression.rounded(mood.getCoverage()),
                mood.getFrames(),
                ByExpression.of(mood.getShares()),
                ByExpression.of(mood.getMeanProbabilities()),
                mood.getDominant(),
                ByExpression.rounded(mood.getPositivity()),
                ByExpression.rounded(mood.getNegativity()),
                mood.getIsFinal());
    }

    /** The same in plain words. */
    @JsonProperty
    String sentence() {
        return MoodText.sentence(shares::get, readable, participants);
    }

    @Override
    public String event() {
        return "mood";
    }

    @Override
    public boolean confidential() {
        return false;
    }
}
