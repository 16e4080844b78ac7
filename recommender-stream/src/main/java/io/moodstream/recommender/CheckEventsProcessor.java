package io.moodstream.recommender;

import io.moodstream.kit.UsesKafka;
import io.moodstream.schemas.LectureEvent;
import io.moodstream.schemas.LectureEventKind;
import java.time.Duration;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;

/**
 * Forwards the events that {@link EventValidator} accepts; a refused event becomes a dead letter. Those of a kind that
 * this version does not know are ignored.
 */
@UsesKafka
final class CheckEventsProcessor extends ContextualFixedKeyProcessor<String, LectureEvent, LectureEvent> {
    private final EventValidator validator;

    /**
     * Creates a processor.
     *
     * @param maxAhead how far an event's moment may be ahead of the wall clock
     */
    CheckEventsProcessor(Duration maxAhead) {
        this.validator = new EventValidator(maxAhead);
    }

    @Override
    public void process(FixedKeyRecord<String, LectureEvent> record) {
        if (record.value() != null && record.value().getKind() == LectureEventKind.OTHER) {
            return;
        }
        context()
                .forward(record.withValue(
                        validator.check(record.key(), record.value(), context().currentSystemTimeMs())));
    }
}
