package io.moodstream.classifier;

import io.moodstream.kit.ConfigurationException;
import io.moodstream.kit.StageMetrics;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces its model at run time. When the manifest has changed, the new model is loaded and tested while the old one
 * runs; if it works, it takes over between two calls, and the old one is closed. If not, the old one stays and the log
 * says why. If only one of the two files has been replaced, the manifest's sha256 does not match, and loading is tried
 * again.
 */
final class ReloadingEmotionClassifier implements EmotionClassifier {
    private static final Logger LOG = LoggerFactory.getLogger(ReloadingEmotionClassifier.class);

    private final Path file;
    private final ClassifierConfig config;
    private final StageMetrics metrics;

    /**
     * Calls take the read lock; a swap takes the write lock, so that it waits for running calls and nobody uses a
     * closed model.
     */
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    private final ScheduledExecutorService watcher = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "model-watcher");
        thread.setDaemon(true);
        return thread;
    });
    private OnnxEmotionClassifier current;
    private @Nullable String lastFault;

    ReloadingEmotionClassifier(OnnxEmotionClassifier first, Path file, ClassifierConfig config, StageMetrics metrics) {
        this.current = first;
        this.file = file;
        this.config = config;
        this.metrics = metrics;
    }

    /**
     * Returns the model itself if it is a bundled one, which nobody replaces; otherwise one that follows its manifest.
     */
    static EmotionClassifier watching(OnnxEmotionClassifier model, ClassifierConfig config, StageMetrics metrics) {
        Optional<Path> file = Model.file(config.model());
        if (file.isEmpty()) {
            return model;
        }
        ReloadingEmotionClassifier reloading = new ReloadingEmotionClassifier(model, file.get(), config, metrics);
        reloading.start();
        return reloading;
    }

    private void start() {
        long millis = config.reload().toMillis();
        ScheduledFuture<?> unused = watcher.scheduleWithFixedDelay(this::reload, millis, millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public Classification classify(List<Crop> crops) {
        lock.readLock().lock();
        try {
            return current.classify(crops);
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Checks the manifest once and loads the model if the manifest has changed. */
    void reload() {
        try {
            if (Model.manifest(file).equals(current.manifest())) {
                lastFault = null;
                return;
            }
            swap(OnnxEmotionClassifier.open(config));
        } catch (ConfigurationException e) {
            refuse(String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error e) {
            // The watcher must survive any fault of a file.
            refuse(e.toString());
        }
    }

    private void swap(OnnxEmotionClassifier next) {
        OnnxEmotionClassifier old;
        lock.writeLock().lock();
        try {
            old = current;
            current = next;
        } finally {
            lock.writeLock().unlock();
        }
        old.close();
        lastFault = null;
        metrics.counter("models", "outcome", "swapped").increment();
        LOG.info("Model {} has taken over from {}", next.id(), old.id());
    }

    private void refuse(String fault) {
        if (!fault.equals(lastFault)) {
            lastFault = fault;
            metrics.counter("models", "outcome", "refused").increment();
            LOG.warn("Model {} stays, because the new one cannot be used: {}", current.id(), fault);
        }
    }

    /** Closes the model after the running calls. No call may follow. */
    @Override
    public void close() {
        watcher.shutdown();
        try {
            // A running swap ends first, so that its model is the one that is closed.
            if (!watcher.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.warn("The model watcher is still loading a model");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lock.writeLock().lock();
        try {
            current.close();
        } finally {
            lock.writeLock().unlock();
        }
    }
}
