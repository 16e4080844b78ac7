package io.moodstream.ingest.publish;

import io.moodstream.schemas.Keys;
import java.util.Optional;

/**
 * The identity under which a source's frames are published.
 *
 * @param lectureId the lecture they belong to
 * @param sourceId the source's id within it
 * @param userId pseudonym of the person the source belongs to, if it belongs to one
 */
public record SourceIdentity(String lectureId, String sourceId, Optional<String> userId) {
    /** Returns the key of the frames. */
    public String key() {
        return Keys.source(lectureId, sourceId);
    }
}
