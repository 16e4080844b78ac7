package io.moodstream.recommender;

import io.moodstream.schemas.LectureMood;

/**
 * The fewest people a mood may be about. Below it a class's mood would be some person's. Updates of an open window and
 * its final are held to the same rule; where a class shrinks below it within a window, updates that were about enough
 * people stay without a final.
 *
 * @param size fewest participants and fewest readable faces
 */
record MinimumGroup(int size) {

    /** Whether this mood may be published. */
    boolean allows(LectureMood mood) {
        return mood.getParticipants() >= size && Math.round(mood.getReadableFaces()) >= size;
    }
}
