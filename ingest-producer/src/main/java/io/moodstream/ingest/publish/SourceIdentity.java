package io.moodstream.ingest.publish;

import io.moodstream.schemas.Keys;
import java.util.Optional;

/**
 * As whose a source's frames are published.
 *
 * @param lectureId the lecture they belong to
 * @param sourceId the source's id within it
 * @param userId pseudonym of the person the source belongs to, if it belongs to one
 */
public record SourceIdentity(String lectureId, String sourceId, Optional<String> userId) {
    /** The key of the frames. */
    public String key() {
        return Keys.source(lectureId, sourceId);
    }
}
