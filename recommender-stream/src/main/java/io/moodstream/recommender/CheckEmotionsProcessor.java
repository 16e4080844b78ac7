package io.moodstream.recommender;

import io.moodstream.kit.UsesKafka;
import io.moodstream.schemas.FaceEmotions;
import java.time.Duration;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;

/** Lets through what {@link EmotionsValidator} finds in order; what it refuses becomes a dead letter. */
@UsesKafka
final class CheckEmotionsProcessor extends ContextualFixedKeyProcessor<String, FaceEmotions, FaceEmotions> {
    private final EmotionsValidator check;

    /**
     * @param maxAhead how far capturedAt may be ahead of the wall clock
     */
    CheckEmotionsProcessor(Duration maxAhead) {
        this.check = new EmotionsValidator(maxAhead);
    }

    @Override
    public void process(FixedKeyRecord<String, FaceEmotions> record) {
        context().forward(record.withValue(check.check(record.value(), context().currentSystemTimeMs())));
    }
}
