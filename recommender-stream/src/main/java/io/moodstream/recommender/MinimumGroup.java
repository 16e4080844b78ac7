package io.moodstream.recommender;

import io.moodstream.schemas.LectureMood;

/**
 * Withholds moods of too few people: below the minimum group a mood would be that of single persons. The rule applies
 * to updates of an open window and to its final mood. If a class shrinks below the minimum within a window, the updates
 * with enough people remain without a final mood.
 *
 * @param size smallest number of participants and of readable faces
 */
record MinimumGroup(int size) {

    /** Returns whether the mood may be published. */
    boolean allows(LectureMood mood) {
        return mood.getParticipants() >= size && Math.round(mood.getReadableFaces()) >= size;
    }
}
