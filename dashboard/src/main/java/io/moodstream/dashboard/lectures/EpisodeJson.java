package io.moodstream.dashboard.lectures;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.moodstream.schemas.Attention;
import io.moodstream.schemas.AttentionReason;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;

/**
 * Somebody may need the teacher: a hint to look, never a ranking.
 *
 * @param source the camera or seat
 * @param track the face's number there
 * @param reason negative or absent
 * @param since when it began
 * @param at when it was noticed or was over
 * @param over whether it is over
 */
record EpisodeJson(
        String source,
        long track,
        String reason,
        @Iso Instant since,
        @Iso Instant at,
        boolean over) implements LiveJson {

    /** What makes an episode itself, and the order of all: nobody's comes first for being worse. */
    static final Comparator<EpisodeJson> ORDER = Comparator.comparing(EpisodeJson::source)
            .thenComparing(EpisodeJson::track)
            .thenComparing(EpisodeJson::since);

    static EpisodeJson of(Attention attention) {
        return new EpisodeJson(
                attention.getSourceId(),
                attention.getTrackId(),
                attention.getReason().name().toLowerCase(Locale.ROOT),
                attention.getSince(),
                attention.getAt(),
                attention.getCleared());
    }

    /** The reason in words. */
    @JsonProperty
    String text() {
        return reason.equalsIgnoreCase(AttentionReason.NEGATIVE.name())
                ? "a visibly negative expression for long"
                : "face not found for long";
    }

    @Override
    public String event() {
        return "attention";
    }

    @Override
    public boolean confidential() {
        return true;
    }
}
