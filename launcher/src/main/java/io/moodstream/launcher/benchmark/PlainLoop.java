package io.moodstream.launcher.benchmark;

import io.moodstream.classifier.ClassifierConfig;
import io.moodstream.classifier.Crop;
import io.moodstream.classifier.EmotionClassifier;
import io.moodstream.classifier.OnnxEmotionClassifier;
import io.moodstream.detector.DetectorConfig;
import io.moodstream.detector.FaceFinder;
import io.moodstream.detector.models.FaceDetector;
import io.moodstream.detector.models.FaceDetectors;
import io.moodstream.ingest.sources.SourcePicture;
import io.moodstream.kit.Settings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Reads, decodes, detects, crops and classifies as ingest and the stages do, but without Kafka: the baseline. */
final class PlainLoop implements AutoCloseable {
    private final int threads;
    private final FaceDetector detector;
    private final FaceFinder finder;
    private final EmotionClassifier classifier;

    /**
     * @param threads pictures processed at a time
     */
    PlainLoop(Settings settings, int threads) {
        this.threads = threads;
        DetectorConfig config = settings.bind(DetectorConfig.class);
        this.detector = FaceDetectors.open(config.options());
        this.finder = new FaceFinder(detector, config);
        this.classifier = OnnxEmotionClassifier.open(settings.bind(ClassifierConfig.class));
    }

    /** Processes the next pictures of the sources, at most this many. */
    SpeedScores.Side run(OpenSources sources, long pictures) throws InterruptedException, ExecutionException {
        AtomicLong left = new AtomicLong(pictures);
        AtomicInteger faces = new AtomicInteger();
        AtomicInteger frames = new AtomicInteger();
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        Duration cpu = ProcessMemory.cpu();
        long start = System.nanoTime();
        try {
            List<Future<?>> all = IntStream.range(0, threads)
                    .<Future<?>>mapToObj(worker -> workers.submit(() -> {
                        while (left.getAndDecrement() > 0) {
                            faces.addAndGet(process(sources.next().orElseThrow()));
                            frames.incrementAndGet();
                        }
                        return null;
                    }))
                    .toList();
            for (Future<?> worker : all) {
                worker.get();
            }
        } finally {
            workers.shutdown();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new SpeedScores.Side(
                frames.get(),
                faces.get(),
                seconds,
                ProcessMemory.cpu().minus(cpu).toMillis() / 1e3);
    }

    private int process(SourcePicture picture) {
        List<Crop> crops = finder.crops(picture.image(), picture.state() == SourcePicture.State.WHOLE).stream()
                .map(PlainLoop::crop)
                .toList();
        if (!crops.isEmpty()) {
            classifier.classify(crops);
        }
        return crops.size();
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
