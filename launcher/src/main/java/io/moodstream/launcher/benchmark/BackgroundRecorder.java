package io.moodstream.launcher.benchmark;

import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.launcher.cli.Version;
import io.moodstream.recordings.LectureReader;
import io.moodstream.recordings.Recorder;
import io.moodstream.recordings.RecordingPlan;
import io.moodstream.recordings.RecordingWriter;
import io.moodstream.recordings.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Records a lecture on its own thread. */
final class BackgroundRecorder {
    private static final Duration IDLE = Duration.ofMinutes(2);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Recorder recorder;
    private final CompletableFuture<Void> running;

    private BackgroundRecorder(Recorder recorder, CompletableFuture<Void> running) {
        this.recorder = recorder;
        this.running = running;
    }

    /** Starts recording a lecture. */
    static BackgroundRecorder start(Path file, String lecture, Settings settings) throws IOException {
        LectureReader reader = LectureReader.open(settings.bind(StageConfig.class), settings, lecture, true);
        RecordingWriter writer = RecordingWriter.create(file, true, true);
        Recorder recorder = new Recorder(writer, new RecordingPlan(lecture, true, Span.ALL, IDLE, Version.current()));
        return new BackgroundRecorder(recorder, CompletableFuture.runAsync(() -> record(recorder, reader, writer)));
    }

    private static void record(Recorder recorder, LectureReader reader, RecordingWriter writer) {
        try (reader;
                writer) {
            recorder.record(reader, () -> {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Waits until this many records are recorded, then stops.
     *
     * @throws IllegalStateException if they do not arrive within a minute
     */
    void finish(long records) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (recorder.records() < records && System.nanoTime() < deadline) {
            Thread.sleep(20);
        }
        recorder.stop();
        running.join();
        if (recorder.records() < records) {
            throw new IllegalStateException("Only " + recorder.records() + " of " + records + " frames were recorded");
        }
    }
}
