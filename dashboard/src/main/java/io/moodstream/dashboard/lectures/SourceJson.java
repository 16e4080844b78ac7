package io.moodstream.dashboard.lectures;

import io.moodstream.schemas.FaceEmotions;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A source of a lecture as the latest result shows it. Of a source that belongs to a user, teachers learn only whether
 * it sends and is frozen.
 *
 * @param id the camera, seat or meeting's window
 * @param own whether it belongs to a user
 * @param active whether results came within the last seconds
 * @param at when the picture was taken; none for a user's source
 * @param faces the faces in it; none for a user's source
 * @param frozenSince since when it has sent the same picture; none if it has not
 * @param relaidAt when its faces last changed places all at once, as when a gallery is laid out anew
 * @param counting where people count who are seen here and by sources of their own: all, own or here
 */
public record SourceJson(
        String id,
        boolean own,
        boolean active,
        @Iso @Nullable Instant at,
        List<SeenFaceJson> faces,
        @Iso @Nullable Instant frozenSince,
        @Iso @Nullable Instant relaidAt,
        String counting)
        implements LiveJson {

    static SourceJson of(FaceEmotions latest, boolean active, @Nullable Instant relaidAt) {
        boolean own = latest.getUserId() != null;
        return new SourceJson(
                latest.getSourceId(),
                own,
                active,
                own ? null : latest.getCapturedAt(),
                own ? List.of() : SeenFaceJson.of(latest),
                latest.getFrozenSince(),
                relaidAt,
                latest.getCounting().name().toLowerCase(Locale.ROOT));
    }

    @Override
    public String event() {
        return "source";
    }

    @Override
    public boolean confidential() {
        return true;
    }
}
