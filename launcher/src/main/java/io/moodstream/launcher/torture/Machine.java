package io.moodstream.launcher.torture;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Says what a machine has.
 *
 * @param system its operating system
 * @param cores processors
 * @param memory bytes that processes can still have
 * @param disk bytes that are free where the data will be
 */
record Machine(String system, int cores, long memory, long disk) {
    private static final Path MEMORY = Path.of("/proc/meminfo");
    private static final int CORES = 2;

    /** What three brokers (0.3 GiB each), seven stages and three players (0.25 GiB each) take, and some room. */
    private static final long MEMORY_BYTES = 4L << 30;

    private static final long DISK_BYTES = 1L << 30;

    /** What three copies of a minute's frames and results take, twice: they are recorded, too. */
    private static final long DISK_BYTES_A_MINUTE = 200L << 20;

    /** Returns what this machine has. */
    static Machine here(Path folder) throws IOException {
        return new Machine(
                System.getProperty("os.name", ""),
                Runtime.getRuntime().availableProcessors(),
                availableMemory(),
                Files.getFileStore(folder).getUsableSpace());
    }

    /** Returns what Linux could give to processes, within the limit of a container; elsewhere all memory. */
    private static long availableMemory() throws IOException {
        long all = ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean more
                ? more.getTotalMemorySize()
                : Long.MAX_VALUE;
        if (!Files.isReadable(MEMORY)) {
            return all;
        }
        try (Stream<String> lines = Files.lines(MEMORY)) {
            return lines.filter(line -> line.startsWith("MemAvailable:"))
                    .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                    .map(available -> Math.min(available, all))
                    .findFirst()
                    .orElse(all);
        }
    }

    /**
     * Returns a sentence for everything that it lacks.
     *
     * @param length how long the sources will play
     */
    List<String> lacks(Duration length) {
        List<String> faults = new ArrayList<>();
        if (system.startsWith("Windows")) {
            faults.add("torture needs the signals SIGSTOP and SIGCONT, which " + system + " does not have");
        }
        if (cores < CORES) {
            faults.add("torture needs " + CORES + " processors, and this machine has " + cores);
        }
        if (memory < MEMORY_BYTES) {
            faults.add("torture needs " + gib(MEMORY_BYTES) + " of free memory, and this machine has " + gib(memory));
        }
        long needed = DISK_BYTES + DISK_BYTES_A_MINUTE * (1 + length.toMinutes());
        if (disk < needed) {
            faults.add("torture needs " + gib(needed) + " of free disk for that time, and there are " + gib(disk)
                    + ": -Djava.io.tmpdir names another folder");
        }
        return faults;
    }

    private static String gib(long bytes) {
        return String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30));
    }
}
