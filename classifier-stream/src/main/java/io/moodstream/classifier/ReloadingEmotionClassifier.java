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
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces its model at run time. When the manifest has changed, the new model is loaded and tested while the old one
 * runs, and the threads that will call it make their first calls; if it works, it takes over between two calls, and the
 * old one is closed. If not, or if it would run on a CPU in place of a GPU or the other way round, the old one stays and
 * the log says why. If only one of the two files has been replaced, the manifest's sha256 does not match, and loading is
 * tried again.
 */
final class ReloadingEmotionClassifier implements EmotionClassifier {
    private static final Logger LOG = LoggerFactory.getLogger(ReloadingEmotionClassifier.class);

    private final Path file;
    private final Supplier<OnnxEmotionClassifier> open;
    private final Function<OnnxEmotionClassifier, EmotionClassifier> calling;
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
    private Running current;
    private @Nullable String lastFault;

    /**
     * Holds a model and what makes its calls, which closes it.
     *
     * @param calls the model itself, or a batcher whose threads have made their first calls
     */
    private record Running(OnnxEmotionClassifier model, EmotionClassifier calls) {}

    /**
     * Starts with a model that has been loaded.
     *
     * @param file the manifest that is watched
     * @param open loads what it names now
     * @param calling makes what calls a model, ready to do so at full speed
     */
    ReloadingEmotionClassifier(
            OnnxEmotionClassifier first,
            Path file,
            Supplier<OnnxEmotionClassifier> open,
            Function<OnnxEmotionClassifier, EmotionClassifier> calling,
            StageMetrics metrics) {
        this.current = new Running(first, calling.apply(first));
        this.file = file;
        this.open = open;
        this.calling = calling;
        this.metrics = metrics;
    }

    /**
     * Returns the model's calls if it is a bundled one, which nobody replaces; otherwise those of one that follows its
     * manifest. On a GPU, a call has the faces of several frames; a CPU gains nothing by that.
     */
    static EmotionClassifier watching(OnnxEmotionClassifier model, ClassifierConfig config, StageMetrics metrics) {
        Optional<Path> file = Model.file(config.model());
        Function<OnnxEmotionClassifier, EmotionClassifier> calling =
                any -> any.provider() == Provider.CPU ? any : BatchingClassifier.of(any, config);
        if (file.isEmpty()) {
            return calling.apply(model);
        }
        Provider provider = model.provider();
        ReloadingEmotionClassifier reloading = new ReloadingEmotionClassifier(
                model, file.get(), () -> OnnxEmotionClassifier.open(config, provider), calling, metrics);
        reloading.start(config.reload().toMillis());
        return reloading;
    }

    private void start(long millis) {
        ScheduledFuture<?> unused = watcher.scheduleWithFixedDelay(this::reload, millis, millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public Classification classify(List<Crop> crops) {
        lock.readLock().lock();
        try {
            return current.calls().classify(crops);
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Checks the manifest once and loads the model if the manifest has changed. */
    void reload() {
        try {
            if (Model.manifest(file).equals(current.model().manifest())) {
                lastFault = null;
                return;
            }
            OnnxEmotionClassifier next = open.get();
            swap(new Running(next, called(next)));
        } catch (ConfigurationException e) {
            refuse(String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error e) {
            // The watcher must survive any fault of a file.
            refuse(e.toString());
        }
    }

    private EmotionClassifier called(OnnxEmotionClassifier next) {
        try {
            return calling.apply(next);
        } catch (RuntimeException | Error e) {
            next.close();
            throw e;
        }
    }

    private void swap(Running next) {
        Running old;
        lock.writeLock().lock();
        try {
            old = current;
            current = next;
        } finally {
            lock.writeLock().unlock();
        }
        old.calls().close();
        lastFault = null;
        metrics.counter("models", "outcome", "swapped").increment();
        LOG.info(
                "Model {} has taken over from {}",
                next.model().id(),
                old.model().id());
    }

    private void refuse(String fault) {
        if (!fault.equals(lastFault)) {
            lastFault = fault;
            metrics.counter("models", "outcome", "refused").increment();
            LOG.warn(
                    "Model {} stays, because the new one cannot be used: {}",
                    current.model().id(),
                    fault);
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
            current.calls().close();
        } finally {
            lock.writeLock().unlock();
        }
    }
}
