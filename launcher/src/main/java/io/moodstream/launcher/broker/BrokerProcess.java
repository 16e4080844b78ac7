package io.moodstream.launcher.broker;

import io.moodstream.broker.BrokerDataDir;
import io.moodstream.broker.BrokerException;
import io.moodstream.broker.BrokerMain;
import io.moodstream.kit.StageFailedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs a broker in a JVM of its own, with a small heap, the serial collector and the first-tier compiler only, so that
 * it leaves the cores to the stages (see docs/decisions). The broker stops when this process closes it or dies, because
 * its standard input then ends.
 */
public final class BrokerProcess implements AutoCloseable {
    private static final List<String> JVM =
            List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError");

    private final Process process;

    private BrokerProcess(Process process) {
        this.process = process;
    }

    /** Starts the process and returns at once. */
    public static BrokerProcess start(BrokerDataDir folder, int port) throws IOException {
        return start(folder, port, List.of());
    }

    /** Starts the process with more options of Java, and returns at once. */
    public static BrokerProcess start(BrokerDataDir folder, int port, List<String> more) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.addAll(more);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), BrokerMain.class.getName()));
        command.addAll(List.of(folder.path().toString(), Integer.toString(port)));
        if (folder.temporary()) {
            command.add(BrokerMain.TEMPORARY);
        }
        return new BrokerProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /**
     * Waits until the broker is ready.
     *
     * @throws BrokerException if it does not start; the process has then printed the reason to stderr, unless it was killed
     */
    public void awaitReady() throws IOException, InterruptedException {
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(BrokerMain.READY)) {
                return;
            }
        }
        throw new BrokerException(
                "The broker did not start: its process has ended with exit code " + process.waitFor(), null);
    }

    /** Returns whether the process has ended. */
    public boolean hasEnded() {
        return !process.isAlive();
    }

    /** Throws if the process has ended. */
    public void requireHealthy() {
        if (hasEnded()) {
            throw new StageFailedException(
                    "broker", new IllegalStateException("its process has ended with exit code " + process.exitValue()));
        }
    }

    /** Returns the process's id. */
    public long id() {
        return process.pid();
    }

    /** Returns the CPU time that it has used, or zero where the system does not know. */
    public Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
