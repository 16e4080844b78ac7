package io.moodstream.dashboard.topics;

import io.moodstream.schemas.FaceCrops;
import java.util.Optional;

/**
 * What could not be processed, and why.
 *
 * @param topic where it came from
 * @param partition of that topic; -1 if it was never there
 * @param offset in that partition; -1 if it was never there
 * @param source its key, lectureId/sourceId, if it has one
 * @param faces the record itself, if it came from faces and can be read
 * @param reason the message of what went wrong
 */
public record DeadLetter(
        String topic, int partition, long offset, Optional<String> source, Optional<FaceCrops> faces, String reason) {}
