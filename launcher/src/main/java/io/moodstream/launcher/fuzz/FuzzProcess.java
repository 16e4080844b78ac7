package io.moodstream.launcher.fuzz;

import io.moodstream.broker.Folders;
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

/**
 * A worker's process, whose results are read with patience and no longer. It ends when this process closes it or dies,
 * because its standard input then ends.
 */
final class FuzzProcess implements AutoCloseable {
    /** What needs more heap is a find; the virtual machine says nothing where results are printed. */
    private static final List<String> JVM = List.of(
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:+DisplayVMOutputToStderr");

    private static final Duration START = Duration.ofMinutes(3);
    private static final String END = "";

    private final Process process;
    private final Path own;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    private FuzzProcess(Process process, Path own) {
        this.process = process;
        this.own = own;
        Thread reader = new Thread(this::read, "fuzz-reader");
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts a worker; its errors go to a file of the run's folder. */
    static FuzzProcess start(FuzzRun run, String kind, int from, int until) throws IOException {
        Path own = Files.createTempDirectory(run.folder(), kind + "-work-");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.add("-XX:ErrorFile=" + run.folder().resolve("crash-" + kind + "-%p.log"));
        command.addAll(List.of(
                "-cp", System.getProperty("java.class.path"), run.worker().getName(), kind));
        command.addAll(List.of(Long.toString(run.seed()), Integer.toString(from), Integer.toString(until)));
        command.addAll(
                List.of(Long.toString(run.limit().toMillis()), run.folder().toString(), own.toString()));
        return new FuzzProcess(
                new ProcessBuilder(command)
                        .redirectError(
                                ProcessBuilder.Redirect.appendTo(run.log(kind).toFile()))
                        .start(),
                own);
    }

    /** Takes the worker's own lines; what else a library may print is left out. */
    private void read() {
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            out.lines()
                    .filter(line -> line.equals(FuzzWorker.READY) || FuzzResult.isLine(line))
                    .forEach(lines::add);
        } catch (IOException | RuntimeException e) {
            // The process was ended.
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

    /** Says why there is no result. */
    String fate(Duration patience) throws InterruptedException {
        return process.waitFor(1, TimeUnit.SECONDS)
                ? "the process ended with exit code " + process.exitValue()
                : "no answer within " + patience.toSeconds() + " s";
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

    /** Ends the process, and deletes what it worked on. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Folders.delete(own);
    }
}
