package io.moodstream.launcher.demo;

import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Keys;
import java.util.function.Consumer;

/**
 * Watches the purpose that the demo of the bundled class fills in by itself. It is true while nobody else is seen, or only
 * whoever tries a camera of their own. When a camera joins that belongs to no user, such as a meeting's window, the topic
 * audit gets an entry without a purpose.
 */
final class AssumedPurpose {
    private final Consumer<String> audit;
    private final Consumer<String> news;
    private boolean assumed;

    /**
     * @param assumed whether the purpose was filled in; one that is stated stays
     * @param audit writes to the topic audit that the classifier with the given model has no stated purpose
     * @param news receives lines for the terminal
     */
    AssumedPurpose(boolean assumed, Consumer<String> audit, Consumer<String> news) {
        this.assumed = assumed;
        this.audit = audit;
        this.news = news;
    }

    /** Takes a result of a source that is not the demo's own. */
    void other(FaceEmotions answer) {
        if (assumed && answer.getUserId() == null && !answer.getLectureId().equals(Keys.PHOTOS)) {
            audit.accept(answer.getModel());
            assumed = false;
            news.accept(Keys.source(answer.getLectureId(), answer.getSourceId())
                    + " has joined and belongs to no user, so this is no demonstration of the bundled class any more");
        }
    }
}
