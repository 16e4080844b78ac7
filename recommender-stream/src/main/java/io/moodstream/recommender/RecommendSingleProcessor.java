package io.moodstream.recommender;

import io.moodstream.kit.UsesKafka;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Recommendation;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;

/** Recommends for single pictures, and has each committed at once: somebody waits for the answer. */
@UsesKafka
final class RecommendSingleProcessor extends ContextualFixedKeyProcessor<String, FaceEmotions, Recommendation> {
    private final Recommender recommender;

    RecommendSingleProcessor(Recommender recommender) {
        this.recommender = recommender;
    }

    @Override
    public void process(FixedKeyRecord<String, FaceEmotions> picture) {
        recommender
                .single(picture.value())
                .forEach(recommendation -> context().forward(picture.withValue(recommendation)));
        context().commit();
    }
}
