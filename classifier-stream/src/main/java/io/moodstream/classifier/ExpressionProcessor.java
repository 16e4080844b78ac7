package io.moodstream.classifier;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
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
final class ExpressionProcessor extends ContextualFixedKeyProcessor<String, FaceCrops, FaceEmotions> {
    private final EmotionClassifier classifier;
    private final StageMetrics metrics;
    private final Timer timer;
    private final List<Counter> faces;
    private final Counter unreadable;

    ExpressionProcessor(EmotionClassifier classifier, StageMetrics metrics) {
        this.classifier = classifier;
        this.metrics = metrics;
        this.timer = metrics.timer("classify");
        this.faces = Arrays.stream(Emotion.values())
                .map(emotion -> metrics.counter("faces", "emotion", emotion.name()))
                .toList();
        this.unreadable = metrics.counter("faces.unreadable", "cause", "low-confidence");
    }

    @Override
    public void process(FixedKeyRecord<String, FaceCrops> record) {
        FaceCrops crops = FaceRecordMapper.checked(record.key(), record.value());
        if (crops.getSignal() != null) {
            forward(record, FaceRecordMapper.signal(crops));
            return;
        }
        List<Crop> batch = FaceRecordMapper.crops(crops);
        Timer.Sample started = Timer.start();
        Classification classification = classifier.classify(batch);
        started.stop(timer);
        FaceEmotions emotions = FaceRecordMapper.emotions(crops, classification);
        forward(record, emotions);
        emotions.getFaces().forEach(this::count);
        metrics.recordLatency(record.headers());
    }

    private void forward(FixedKeyRecord<String, FaceCrops> record, FaceEmotions emotions) {
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
