package io.moodstream.launcher.benchmark;

import io.moodstream.classifier.ClassifierConfig;
import io.moodstream.classifier.Crop;
import io.moodstream.classifier.EmotionClassifier;
import io.moodstream.classifier.OnnxEmotionClassifier;
import io.moodstream.detector.DetectorConfig;
import io.moodstream.detector.FaceFinder;
import io.moodstream.detector.models.FaceDetector;
import io.moodstream.detector.models.FaceDetectors;
import io.moodstream.kit.Settings;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Decodes, detects, crops and classifies as the stages do, but without Kafka: the baseline of the benchmark. */
final class PlainLoop implements AutoCloseable {
    private final FaceDetector detector;
    private final FaceFinder finder;
    private final EmotionClassifier classifier;

    PlainLoop(Settings settings) {
        DetectorConfig config = settings.bind(DetectorConfig.class);
        this.detector = FaceDetectors.open(config.options());
        this.finder = new FaceFinder(detector, config);
        this.classifier = OnnxEmotionClassifier.open(settings.bind(ClassifierConfig.class));
    }

    /**
     * Processes all pictures.
     *
     * @param images JPEGs or PNGs
     * @param threads pictures processed at a time
     * @return pictures a second
     */
    double framesPerSecond(List<byte[]> images, int threads) throws InterruptedException, ExecutionException {
        AtomicInteger next = new AtomicInteger();
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        long start = System.nanoTime();
        try {
            List<Future<?>> all = IntStream.range(0, threads)
                    .<Future<?>>mapToObj(worker -> workers.submit(() -> work(images, next)))
                    .toList();
            for (Future<?> worker : all) {
                worker.get();
            }
        } finally {
            workers.shutdown();
        }
        return images.size() / ((System.nanoTime() - start) / 1e9);
    }

    private void work(List<byte[]> images, AtomicInteger next) {
        for (int i = next.getAndIncrement(); i < images.size(); i = next.getAndIncrement()) {
            List<Crop> crops =
                    finder.crops(images.get(i)).stream().map(PlainLoop::crop).toList();
            if (!crops.isEmpty()) {
                classifier.classify(crops);
            }
        }
    }

    private static Crop crop(byte[] pixels) {
        return new Crop((int) Math.sqrt(pixels.length), pixels);
    }

    @Override
    public void close() {
        classifier.close();
        detector.close();
    }
}
