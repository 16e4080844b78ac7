package io.moodstream.detector;

import io.micrometer.core.instrument.Timer;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.Keys;
import io.moodstream.schemas.SourceSignal;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Finds the faces of frames before it is their turn. Where a frame is searched depends on the faces of its source's
 * frame before, which may still be worked on: then its work begins when that has ended, and holds no thread until then. One
 * that is searched everywhere because of its number begins at once.
 * What the processor will remember is not known yet, so this is a guess: after a start, a rebalance, a late or a
 * repeated frame it may be wrong, and the processor searches the frame again. The frames that are searched everywhere
 * make the guesses right again.
 */
final class SpeculativeDetection {
    /** Sources whose latest frame is kept; with more than that, more guesses are wrong. */
    private static final int SOURCES = 10_000;

    private final FaceFinder finder;
    private final IouTracker tracker;
    private final int every;
    private final Timer timer;
    private final Map<String, Latest> latest = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Latest> eldest) {
            return size() > SOURCES;
        }
    });

    /**
     * Holds what will be known after a source's latest frame.
     *
     * @param sequence number of that frame
     */
    private record Latest(long sequence, CompletableFuture<KnownFaces> known) {
        static final Latest NONE = new Latest(-1, CompletableFuture.completedFuture(KnownFaces.NONE));
    }

    SpeculativeDetection(FaceFinder finder, DetectorConfig config, Timer timer) {
        this.finder = finder;
        this.tracker = IouTracker.of(config);
        this.every = config.wholeFrameEvery();
        this.timer = timer;
    }

    /** Starts to search a frame. Signals have no picture; that of a source's end forgets its faces. */
    CompletableFuture<@Nullable FrameFaces> start(PublishedFrame published, Executor workers) {
        Frame frame = published.frame();
        String source = Keys.source(frame.getLectureId(), frame.getSourceId());
        if (frame.getSignal() != null) {
            if (frame.getSignal() == SourceSignal.END) {
                latest.remove(source);
            }
            return CompletableFuture.completedFuture(null);
        }
        if (every == 1 || frame.getLectureId().equals(Keys.PHOTOS)) {
            return everywhere(published, workers);
        }
        long number = frame.getSequence();
        Instant at = frame.getCapturedAt();
        Latest previous = latest.getOrDefault(source, Latest.NONE);
        CompletableFuture<KnownFaces> before = previous.known();
        CompletableFuture<FrameFaces> found = KnownFaces.isWhole(previous.sequence(), number, every)
                ? everywhere(published, workers)
                : before.thenApplyAsync(known -> find(published, known.expected(number, at, every)), workers);
        CompletableFuture<KnownFaces> after = before.thenCombine(
                        found, (known, faces) -> known.after(faces, number, at, tracker))
                .exceptionally(fault -> before.join());
        latest.put(source, new Latest(number, after));
        return found;
    }

    private CompletableFuture<FrameFaces> everywhere(PublishedFrame frame, Executor workers) {
        return CompletableFuture.supplyAsync(() -> find(frame, Expected.NOTHING), workers);
    }

    private FrameFaces find(PublishedFrame frame, Expected expected) {
        return timer.record(() -> finder.find(FrameValidator.image(frame.frame()), frame.whole(), expected));
    }
}
