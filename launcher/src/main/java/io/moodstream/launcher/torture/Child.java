package io.moodstream.launcher.torture;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A process of this one. It ends when this one does, because its standard input ends then. What it prints goes to a file.
 */
final class Child {
    /** One that is asked to stop while it starts stops when it has loaded its model. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** A process that fails has to start first, which takes a minute where many start on two cores. */
    private static final Duration FAILS_WITHIN = Duration.ofMinutes(4);

    /** Of a process that a signal has ended, which is in order before it has started. */
    private static final Set<Integer> BY_SIGNAL = Set.of(128 + 2, 128 + 15);

    /** What a stage prints when it has started. */
    private static final String STARTED = " is running";

    private final String name;
    private final Process process;
    private final Path log;

    /** Where its own part of the log begins. */
    private final long logBegin;

    private final long startedAt = System.nanoTime();
    private volatile boolean ended;
    private volatile @Nullable String disorder;

    private Child(String name, Process process, Path log, long logBegin) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.logBegin = logBegin;
    }

    static Child start(String name, List<String> command, Path log, List<String> settingsOfOthers) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        // The settings of whoever runs the torture are none of this cluster's.
        builder.environment().keySet().removeIf(key -> settingsOfOthers.stream().anyMatch(key::startsWith));
        long logBegin = Files.exists(log) ? Files.size(log) : 0;
        return new Child(name, builder.start(), log, logBegin);
    }

    String name() {
        return name;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Returns how long ago it was started. */
    Duration age() {
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    /** Returns what is wrong about its end, if it has ended: nobody has asked it to, or it did not do so in order. */
    Optional<String> failure() {
        if (process.isAlive()) {
            return Optional.empty();
        }
        return ended ? Optional.ofNullable(disorder) : Optional.of("has ended by itself with exit code " + exitCode());
    }

    /** Returns the exit code of a process that has ended. */
    int exitCode() {
        return process.exitValue();
    }

    /** Ends it at once. */
    void kill() {
        expectEnd();
        process.destroyForcibly();
        awaitEnd();
    }

    /** Asks it to end, and waits for that; ends it at once when it takes long, which is a failure. */
    void stop() {
        boolean asked = process.isAlive();
        expectEnd();
        // Process.destroy would also close its standard input, at which it ends at once.
        process.toHandle().destroy();
        boolean inTime = awaitEnd();
        if (!asked || Thread.currentThread().isInterrupted()) {
            return;
        }
        if (!inTime) {
            disorder = "was asked to stop and did not end within " + PATIENCE.toSeconds() + " s";
        } else if (!hasEndedInOrder()) {
            disorder = "was asked to stop and has ended with exit code " + exitCode();
        }
    }

    private boolean hasEndedInOrder() {
        return exitCode() == 0 || (BY_SIGNAL.contains(exitCode()) && !hasSaid(STARTED));
    }

    /** Waits until it has said something, two minutes at most. */
    void awaitSaid(String text) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (process.isAlive() && !hasSaid(text) && System.nanoTime() < until) {
            Thread.sleep(100);
        }
    }

    private boolean hasSaid(String text) {
        try (InputStream printed = Files.newInputStream(log)) {
            printed.skipNBytes(logBegin);
            return new String(printed.readAllBytes(), StandardCharsets.UTF_8).contains(text);
        } catch (IOException e) {
            return true;
        }
    }

    /** Lets it see the end of its input, which brokers take as the wish that they end in order. */
    void closeInput() throws IOException {
        expectEnd();
        process.getOutputStream().close();
        awaitEnd();
    }

    /** Whoever has ended before was not asked to. */
    private void expectEnd() {
        ended |= process.isAlive();
    }

    /** Waits until it ends by itself; returns whether it has failed then, and ends it at once when it takes long. */
    boolean awaitFailure() throws InterruptedException {
        boolean over = process.waitFor(FAILS_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        boolean failed = over && process.exitValue() != 0;
        ended = true;
        kill();
        return failed;
    }

    /** Returns whether it has ended before it was killed. */
    private boolean awaitEnd() {
        try {
            boolean inTime = process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            process.destroyForcibly().waitFor();
            return inTime;
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /**
     * Lets it stand still for a time, if it runs. A shell continues it, so that it goes on, and sees that this process is gone, also
     * when this one is killed meanwhile.
     */
    void freeze(Duration time) throws IOException, InterruptedException {
        if (!process.isAlive()) {
            return;
        }
        String pid = Long.toString(process.pid());
        int code = new ProcessBuilder(
                        "sh", "-c", "kill -STOP " + pid + " && sleep " + time.toSeconds() + "; kill -CONT " + pid)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException(name + " cannot be stopped with SIGSTOP: kill has failed with exit code " + code);
        }
    }
}
