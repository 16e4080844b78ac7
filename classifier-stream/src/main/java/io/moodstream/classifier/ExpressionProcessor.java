package io.moodstream.classifier;

import io.micrometer.core.instrument.Counter;
import io.moodstream.kit.Lookahead.Started;
import io.moodstream.kit.StageMetrics;
import io.moodstream.kit.UsesKafka;
import io.moodstream.schemas.Emotion;
import io.moodstream.schemas.FaceCrops;
import io.moodstream.schemas.FaceEmotion;
import io.moodstream.schemas.FaceEmotions;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;

/** Turns one record of faces into one of expressions. Throws on an invalid record, which becomes a dead letter. */
@UsesKafka
final class ExpressionProcessor
        extends ContextualFixedKeyProcessor<String, Started<FaceCrops, Classification>, FaceEmotions> {
    private final StageMetrics metrics;
    private final List<Counter> faces;
    private final Counter unreadable;

    ExpressionProcessor(StageMetrics metrics) {
        this.metrics = metrics;
        this.faces = Arrays.stream(Emotion.values())
                .map(emotion -> metrics.counter("faces", "emotion", emotion.name()))
                .toList();
        this.unreadable = metrics.counter("faces.unreadable", "cause", "low-confidence");
    }

    @Override
    public void process(FixedKeyRecord<String, Started<FaceCrops, Classification>> record) {
        Started<FaceCrops, Classification> started = record.value();
        try {
            FaceCrops crops = FaceRecordMapper.checked(record.key(), started == null ? null : started.value());
            if (crops.getSignal() != null) {
                forward(record, FaceRecordMapper.signal(crops));
            } else {
                answer(record, FaceRecordMapper.emotions(crops, started.result()));
            }
        } finally {
            if (started != null && started.finish()) {
                context().commit();
            }
        }
    }

    private void answer(FixedKeyRecord<String, ?> record, FaceEmotions emotions) {
        forward(record, emotions);
        emotions.getFaces().forEach(this::count);
        metrics.recordLatency(record.headers());
    }

    private void forward(FixedKeyRecord<String, ?> record, FaceEmotions emotions) {
        long capturedAt = emotions.getCapturedAt().toEpochMilli();
        context().forward(record.withValue(emotions).withTimestamp(capturedAt));
    }

    private void count(FaceEmotion face) {
        faces.get(face.getEmotion().ordinal()).increment();
        if (!face.getReadable()) {
            unreadable.increment();
        }
    }
}
