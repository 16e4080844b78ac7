package io.moodstream.dashboard.lectures;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.moodstream.schemas.Attention;
import io.moodstream.schemas.AttentionReason;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An episode of attention: somebody may need the teacher. A hint to look, never a ranking.
 *
 * @param source the camera or seat
 * @param track the face's track number in that source
 * @param reason negative or absent
 * @param since when the episode began
 * @param at when the episode was noticed, or ended
 * @param over whether the episode has ended
 * @param user the user the source belongs to, if any; told to nobody
 * @param writtenAt when it was written to its topic; told to nobody
 */
record EpisodeJson(
        String source,
        long track,
        String reason,
        @Iso Instant since,
        @Iso Instant at,
        boolean over,
        @JsonIgnore @Nullable String user,
        @JsonIgnore Instant writtenAt)
        implements LiveJson {

    /** The identity of an episode and the order of all episodes, which does not depend on urgency. */
    static final Comparator<EpisodeJson> ORDER = Comparator.comparing(EpisodeJson::source)
            .thenComparing(EpisodeJson::track)
            .thenComparing(EpisodeJson::since);

    static EpisodeJson of(Attention attention, Instant writtenAt) {
        return new EpisodeJson(
                attention.getSourceId(),
                attention.getTrackId(),
                attention.getReason().name().toLowerCase(Locale.ROOT),
                attention.getSince(),
                attention.getAt(),
                attention.getCleared(),
                attention.getUserId(),
                writtenAt);
    }

    /** Returns the reason in words. */
    @JsonProperty
    String text() {
        return reason.equalsIgnoreCase(AttentionReason.NEGATIVE.name())
                ? "a visibly negative expression for a while"
                : "face not found for a while";
    }

    @Override
    public String event() {
        return "attention";
    }

    @Override
    public boolean confidential() {
        return true;
    }

    /**
     * The episodes of attention that are left after some were removed. Others that were sent before do not hold any more,
     * also those that an earlier run of the server sent.
     */
    record Left(List<EpisodeJson> episodes) implements LiveJson {

        @Override
        public String event() {
            return "attention-all";
        }

        @Override
        public boolean confidential() {
            return true;
        }
    }
}
