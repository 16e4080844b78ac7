package io.moodstream.detector;

import io.micrometer.core.instrument.Timer;
import io.moodstream.detector.models.Box;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.Keys;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Finds the faces of frames before it is their turn. Where a frame is searched depends on the faces of its source's
 * frame before, which may still be worked on: then its work begins when that has ended, and holds no thread until then.
 * What the processor will remember is not known yet, so this is a guess: after a start, a rebalance, a late or a
 * repeated frame it may be wrong, and the processor searches the frame again. The frames that are searched everywhere
 * make the guesses right again.
 */
final class SpeculativeDetection {
    /** Sources whose latest frame is kept; with more than that, more guesses are wrong. */
    private static final int SOURCES = 10_000;

    private final FaceFinder finder;
    private final int every;
    private final Timer timer;
    private final Map<String, CompletableFuture<KnownFaces>> latest =
            Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, CompletableFuture<KnownFaces>> eldest) {
                    return size() > SOURCES;
                }
            });

    SpeculativeDetection(FaceFinder finder, int every, Timer timer) {
        this.finder = finder;
        this.every = every;
        this.timer = timer;
    }

    /** Starts to search a frame. Signals have no picture. */
    CompletableFuture<@Nullable FrameFaces> start(Frame frame, Executor workers) {
        if (frame.getSignal() != null) {
            return CompletableFuture.completedFuture(null);
        }
        if (every == 1 || frame.getLectureId().equals(Keys.PHOTOS)) {
            return CompletableFuture.supplyAsync(() -> find(frame, List.of()), workers);
        }
        Instant at = frame.getCapturedAt();
        String source = Keys.source(frame.getLectureId(), frame.getSourceId());
        CompletableFuture<KnownFaces> before =
                latest.getOrDefault(source, CompletableFuture.completedFuture(KnownFaces.NONE));
        CompletableFuture<FrameFaces> found =
                before.thenApplyAsync(known -> find(frame, known.near(frame.getSequence(), at, every)), workers);
        latest.put(
                source,
                before.thenCombine(found, (known, faces) -> known.after(faces, at))
                        .exceptionally(fault -> before.join()));
        return found;
    }

    private FrameFaces find(Frame frame, List<Box> near) {
        return timer.record(() -> finder.find(FrameValidator.image(frame), near));
    }
}
