package io.moodstream.recommender;

import io.moodstream.kit.UsesKafka;
import io.moodstream.schemas.FaceEmotions;
import java.time.Duration;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;

/** Forwards the records that {@link EmotionsValidator} accepts; a refused record becomes a dead letter. */
@UsesKafka
final class CheckEmotionsProcessor extends ContextualFixedKeyProcessor<String, FaceEmotions, FaceEmotions> {
    private final EmotionsValidator validator;

    /**
     * Creates a processor.
     *
     * @param maxAhead how far capturedAt may be ahead of the wall clock
     */
    CheckEmotionsProcessor(Duration maxAhead) {
        this.validator = new EmotionsValidator(maxAhead);
    }

    @Override
    public void process(FixedKeyRecord<String, FaceEmotions> record) {
        context()
                .forward(record.withValue(
                        validator.check(record.value(), context().currentSystemTimeMs())));
    }
}
