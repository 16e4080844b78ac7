package io.moodstream.recommender;

import io.moodstream.kit.UsesKafka;
import io.moodstream.schemas.LectureEvent;
import java.time.Duration;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;

/** Lets through what {@link EventValidator} finds in order; what it refuses becomes a dead letter. */
@UsesKafka
final class CheckEventsProcessor extends ContextualFixedKeyProcessor<String, LectureEvent, LectureEvent> {
    private final EventValidator check;

    /**
     * @param maxAhead how far an event's moment may be ahead of the wall clock
     */
    CheckEventsProcessor(Duration maxAhead) {
        this.check = new EventValidator(maxAhead);
    }

    @Override
    public void process(FixedKeyRecord<String, LectureEvent> record) {
        context()
                .forward(record.withValue(
                        check.check(record.key(), record.value(), context().currentSystemTimeMs())));
    }
}
