package io.moodstream.dashboard.lectures;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.moodstream.reports.MoodText;
import io.moodstream.schemas.Emotion;
import io.moodstream.schemas.LectureMood;
import java.time.Instant;
import java.util.Locale;

/**
 * The mood of a lecture in one window: its visible expressions together.
 *
 * @param from the first instant of the window
 * @param to the first instant after the window
 * @param participants the people seen in the lecture so far
 * @param readable the mean number of readable faces at a time
 * @param coverage readable / participants, 0 to 1
 * @param frames the number of frames in the window
 * @param shares the shares of the readable faces by their most probable expression
 * @param probabilities the mean probabilities of the readable faces
 * @param dominant the expression with the largest share
 * @param positivity the mean probability of happy, 0 to 1
 * @param negativity the mean probability of angry, disgust, fear and sad together, 0 to 1
 * @param isFinal whether the window has closed
 * @param bystanders the mean number of faces beside the main faces of users, which weigh nothing
 * @param counting whom it counts of those who are seen by several sources: all, own or here
 * @param revision how often the window was opened again after it had closed, because frames of it came late
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
        double bystanders,
        String counting,
        @JsonProperty("final") boolean isFinal,
        int revision)
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
                ByExpression.rounded(mood.getBystanders()),
                mood.getCounting().name().toLowerCase(Locale.ROOT),
                mood.getIsFinal(),
                mood.getRevision());
    }

    /** Returns the mood as somebody may see it: students in whole per cents and whole faces. */
    @Override
    public MoodJson shownTo(Visibility visibility) {
        return visibility == Visibility.TEACHERS
                ? this
                : new MoodJson(
                        from,
                        to,
                        participants,
                        Math.round(readable),
                        ByExpression.percent(coverage),
                        frames,
                        shares.inPercents(),
                        probabilities.inPercents(),
                        dominant,
                        ByExpression.percent(positivity),
                        ByExpression.percent(negativity),
                        Math.round(bystanders),
                        counting,
                        isFinal,
                        revision);
    }

    /** Returns the mood as a sentence. */
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
