package io.moodstream.launcher.torture;

import io.moodstream.broker.Folders;
import io.moodstream.launcher.cli.ParentWatch;
import io.moodstream.launcher.cli.SettingsOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Starts processes, each a small JVM, and ends all of them when it is closed or this JVM ends, whatever the reason. When
 * this JVM ends before it is closed, as at Ctrl-C, their data are deleted, too.
 */
final class ChildProcesses implements AutoCloseable {
    /** As the script moodstream does it, and smaller: many run at a time. */
    private static final List<String> JVM = List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "-Dorg.bytedeco.javacpp.maxPhysicalBytes=1g",
            "-D" + ParentWatch.CHILD + "=true");

    private static final int LINES_OF_A_LOG = 3;

    private final String moodstream;
    private final Path folder;
    private final Path logs;
    private final Map<String, Child> children = new LinkedHashMap<>();
    private final List<String> failures = new ArrayList<>();
    private final Thread atExit = new Thread(this::killAllAndDelete, "kill-children");

    /**
     * @param moodstream the class that runs the commands
     * @param folder of all data
     * @param logs name of the folder in it for what they print
     */
    ChildProcesses(String moodstream, Path folder, String logs) throws IOException {
        this.moodstream = moodstream;
        this.folder = folder;
        this.logs = Files.createDirectories(folder.resolve(logs));
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Starts a command of moodstream. */
    Child start(String name, List<String> words) throws IOException {
        return startClass(name, moodstream, words);
    }

    /** Starts a command of moodstream for which a folder is a full disk. */
    Child start(String name, List<String> words, FullDisk disk, Path full) throws IOException {
        return run(name, disk.command(Files.createDirectories(full), java(moodstream, words)));
    }

    /** Starts a class with a main method, under a name that belongs to no process that runs. */
    Child startClass(String name, String type, List<String> arguments) throws IOException {
        return run(name, java(type, arguments));
    }

    private static List<String> java(String type, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), type));
        command.addAll(arguments);
        return command;
    }

    private synchronized Child run(String name, List<String> command) throws IOException {
        Child before = children.get(name);
        if (before != null) {
            noteFailure(before);
        }
        Child child = Child.start(name, command, log(name), SettingsOptions.PREFIXES);
        children.put(name, child);
        return child;
    }

    /** Returns the latest process of that name. */
    synchronized Child get(String name) {
        return Objects.requireNonNull(children.get(name), name);
    }

    /** Returns what processes said that ended and should not have. */
    synchronized List<String> failures() {
        children.values().forEach(this::noteFailure);
        return List.copyOf(failures);
    }

    /**
     * Waits until a process ends by itself, and notes a failure if it does not, or does not say why in its last line.
     *
     * @param reason a part of that line
     */
    void awaitFailure(String name, String reason) throws InterruptedException {
        // Not while it holds the lock: that takes minutes, and whoever ends all processes must not wait for it.
        boolean failed = get(name).awaitFailure();
        synchronized (this) {
            if (!failed) {
                failures.add(name + " has not ended, as it should: " + reason);
            } else if (!lastLines(name, 1).contains(reason)) {
                failures.add(
                        name + " has not said \"" + reason + "\" when it ended: " + lastLines(name, LINES_OF_A_LOG));
            }
        }
    }

    private void noteFailure(Child child) {
        child.failure()
                .map(failure -> child.name() + " " + failure + ": " + lastLines(child.name(), LINES_OF_A_LOG))
                .filter(failure -> !failures.contains(failure))
                .ifPresent(failures::add);
    }

    private Path log(String name) {
        return logs.resolve(name + ".log");
    }

    private String lastLines(String name, int count) {
        try (Stream<String> lines = Files.lines(log(name))) {
            List<String> all = lines.filter(line -> !line.isBlank()).toList();
            return all.subList(Math.max(0, all.size() - count), all.size()).stream()
                    .collect(Collectors.joining(" | "));
        } catch (IOException e) {
            return "its log cannot be read: " + e.getMessage();
        }
    }

    private synchronized void killAll() {
        children.values().forEach(Child::kill);
    }

    private void killAllAndDelete() {
        killAll();
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            System.err.println("moodstream: " + folder + " could not be deleted: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        killAll();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // This JVM is ending already: the hook has done the same.
        }
    }
}
