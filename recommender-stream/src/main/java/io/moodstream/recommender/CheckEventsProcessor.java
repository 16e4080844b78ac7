package io.moodstream.recommender;

import io.moodstream.schemas.LectureEvent;
import java.time.Duration;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;

/** Lets through what {@link EventCheck} finds in order; what it refuses becomes a dead letter. */
final class CheckEventsProcessor extends ContextualFixedKeyProcessor<String, LectureEvent, LectureEvent> {
    private final EventCheck check;

    /**
     * @param maxAhead how far an event's moment may be ahead of the wall clock
     */
    CheckEventsProcessor(Duration maxAhead) {
        this.check = new EventCheck(maxAhead);
    }

    @Override
    public void process(FixedKeyRecord<String, LectureEvent> record) {
        context()
                .forward(record.withValue(
                        check.check(record.key(), record.value(), context().currentSystemTimeMs())));
    }
}
