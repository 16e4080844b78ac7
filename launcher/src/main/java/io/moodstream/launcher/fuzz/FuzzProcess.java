package io.moodstream.launcher.fuzz;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A worker's process, whose results are read with patience and no longer. */
final class FuzzProcess implements AutoCloseable {
    /** The heap of a worker: what needs more of it is a find. */
    static final String HEAP = "512m";

    private static final Duration START = Duration.ofMinutes(3);
    private static final String END = "";

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    private FuzzProcess(Process process) {
        this.process = process;
        Thread reader = new Thread(this::read, "fuzz-reader");
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts a worker; its errors go to a file of the folder. */
    static FuzzProcess start(FuzzPlan plan, String kind, int from, int until, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:ErrorFile=" + plan.folder().resolve("crash-" + kind + "-%p.log"),
                "-cp",
                System.getProperty("java.class.path"),
                FuzzWorker.class.getName(),
                kind,
                Long.toString(plan.seed()),
                Integer.toString(from),
                Integer.toString(until),
                plan.folder().toString()));
        command.addAll(List.of(more));
        return new FuzzProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        plan.folder().resolve(kind + ".log").toFile()))
                .start());
    }

    private void read() {
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            out.lines().forEach(lines::add);
        } catch (IOException | RuntimeException e) {
            lines.add(END); // the process was ended
        }
        lines.add(END);
    }

    /** Waits until the worker can begin; returns whether it can. */
    boolean awaitReady() throws InterruptedException {
        return FuzzWorker.READY.equals(lines.poll(START.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Returns the next result; null if there is none within the time, or the process has ended. */
    @Nullable
    FuzzResult next(Duration within) throws InterruptedException {
        String line = lines.poll(within.toMillis(), TimeUnit.MILLISECONDS);
        return line == null || line.equals(END) ? null : FuzzResult.parse(line);
    }

    /** Returns whether the process has ended, or ends within a second. */
    boolean hasEnded() throws InterruptedException {
        return process.waitFor(1, TimeUnit.SECONDS);
    }

    /** Waits for the end. */
    void await() throws InterruptedException {
        process.waitFor();
    }

    /** Returns how much memory the process has needed at most, bytes; 0 where the system does not say. */
    long peakMemory() {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        try (Stream<String> all = Files.lines(status)) {
            return all.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException | RuntimeException e) {
            return 0; // not Linux, or it has ended
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
