package io.moodstream.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodstream.kit.ConfigurationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchingClassifierTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final Recorder recorder = new Recorder();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void close() {
        threads.shutdownNow();
    }

    /** Says of each face the grey of its first pixel, so that a mixed-up answer shows; grey 13 fails. */
    private static final class Recorder implements EmotionClassifier {
        final List<Integer> calls = Collections.synchronizedList(new ArrayList<>());
        boolean closed;

        @Override
        public Classification classify(List<Crop> crops) {
            calls.add(crops.size());
            List<float[]> said = crops.stream()
                    .map(crop -> new float[] {crop.pixels()[0], 0, 0, 0, 0, 0, 0})
                    .toList();
            if (said.stream().anyMatch(face -> face[0] == 13)) {
                throw new IllegalStateException("thirteen");
            }
            return new Classification("recorder", said, 0.5);
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @Test
    void aModelThatFailsOnOneOfItsThreadsIsRefusedAtOnce() {
        AtomicBoolean first = new AtomicBoolean(true);
        Runnable warm = () -> {
            if (!first.getAndSet(false)) {
                throw new IllegalStateException("no memory is left");
            }
        };

        assertThatThrownBy(() -> new BatchingClassifier(recorder, 4, LONG, 2, warm))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("the model fails on a further thread: no memory is left");
    }

    private static List<Crop> frame(int grey, int faces) {
        return Collections.nCopies(faces, TinyModel.face(grey));
    }

    private List<Future<Classification>> together(BatchingClassifier batching, List<List<Crop>> frames) {
        return frames.stream()
                .map(frame -> threads.submit((Callable<Classification>) () -> batching.classify(frame)))
                .toList();
    }

    @Test
    void framesOfManyThreadsShareACallAndEachGetsItsOwnFaces() throws Exception {
        try (BatchingClassifier batching = new BatchingClassifier(recorder, 32, LONG, 1, () -> {})) {
            List<List<Crop>> frames =
                    IntStream.rangeClosed(1, 8).mapToObj(i -> frame(20 + i, 4)).toList();
            List<Future<Classification>> results = together(batching, frames);
            for (int i = 0; i < results.size(); i++) {
                Classification own = results.get(i).get();
                assertThat(own.probabilities()).hasSize(4);
                assertThat(own.probabilities()).allMatch(face -> face[0] > 20);
                assertThat(own.probabilities().get(0)[0]).isEqualTo(21 + i);
            }
        }
        assertThat(recorder.calls).containsExactly(32);
    }

    @Test
    void aFrameAloneWaitsNoLongerThanTheLinger() {
        try (BatchingClassifier batching = new BatchingClassifier(recorder, 32, Duration.ofMillis(1), 1, () -> {})) {
            assertThat(batching.classify(frame(7, 3)).probabilities()).hasSize(3);
        }
        assertThat(recorder.calls).containsExactly(3);
    }

    @Test
    void aFrameThatDoesNotFitBeginsTheNextCall() throws Exception {
        try (BatchingClassifier batching = new BatchingClassifier(recorder, 10, Duration.ofMillis(200), 1, () -> {})) {
            for (Future<Classification> done : together(batching, List.of(frame(1, 7), frame(2, 7), frame(3, 7)))) {
                assertThat(done.get().probabilities()).hasSize(7);
            }
        }
        assertThat(recorder.calls).containsExactly(7, 7, 7);
    }

    @Test
    void aFrameLargerThanACallGoesAlone() {
        try (BatchingClassifier batching = new BatchingClassifier(recorder, 10, LONG, 1, () -> {})) {
            assertThat(batching.classify(frame(1, 25)).probabilities()).hasSize(25);
        }
    }

    @Test
    void framesWithoutFacesDoNotWait() {
        try (BatchingClassifier batching = new BatchingClassifier(recorder, 10, LONG, 1, () -> {})) {
            assertThat(batching.classify(List.of()).model()).isEqualTo("recorder");
        }
    }

    @Test
    void aFaultIsThatOfItsOwnFrame() throws Exception {
        try (BatchingClassifier batching = new BatchingClassifier(recorder, 3, LONG, 1, () -> {})) {
            List<Future<Classification>> results = together(batching, List.of(frame(1, 1), frame(13, 1), frame(3, 1)));
            assertThat(results.get(0).get().probabilities().get(0)[0]).isEqualTo(1);
            assertThat(results.get(2).get().probabilities().get(0)[0]).isEqualTo(3);
            assertThatThrownBy(() -> results.get(1).get()).hasMessageContaining("thirteen");
        }
        assertThat(recorder.calls).startsWith(3);
    }

    @Test
    void everyThreadIsWarmBeforeTheFirstCall() {
        CountDownLatch warmed = new CountDownLatch(2);
        BatchingClassifier batching = new BatchingClassifier(recorder, 3, LONG, 2, warmed::countDown);
        assertThat(warmed.getCount()).isZero();
        batching.close();
        assertThat(recorder.closed).isTrue();
    }

    @Test
    void aModelThatFailsOnAFurtherThreadIsAFaultOfTheStart() {
        Runnable fails = () -> {
            throw new IllegalStateException("no memory");
        };
        assertThatThrownBy(() -> new BatchingClassifier(recorder, 3, LONG, 1, fails))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("no memory");
    }

    @Test
    void aFrameThatWaitsAtTheEndIsLetGo() throws Exception {
        BatchingClassifier batching = new BatchingClassifier(recorder, 3, LONG, 1, () -> {});
        Future<Classification> waiting = threads.submit(() -> batching.classify(frame(1, 1)));
        Thread.onSpinWait();
        batching.close();
        assertThatThrownBy(() -> waiting.get(10, TimeUnit.SECONDS)).hasMessageContaining("the classifier is closed");
    }

    @Test
    void afterTheEndAFrameIsRefusedRatherThanKept() {
        BatchingClassifier batching = new BatchingClassifier(recorder, 3, LONG, 1, () -> {});
        batching.close();
        assertThatThrownBy(() -> batching.classify(frame(1, 1))).hasMessage("the classifier is closed");
    }
}
