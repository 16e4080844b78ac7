package io.moodstream.launcher.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Measures the memory and the CPU time of this process. */
public final class ProcessMemory {
    private ProcessMemory() {}

    /** Returns the bytes of heap in use, including garbage. */
    public static long heap() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Returns the bytes taken for methods that Java has compiled. */
    public static long code() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().startsWith("Code")) // CodeCache, or a CodeHeap for each kind
                .mapToLong(pool -> pool.getUsage().getCommitted())
                .sum();
    }

    /** Returns the CPU time used so far; zero where the system does not know. */
    public static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Collects the garbage, then measures. */
    static WebScores.Footprint afterCollection() {
        System.gc();
        return new WebScores.Footprint(heap(), status(ProcessHandle.current().pid(), "VmRSS"));
    }

    /**
     * Returns a figure of a process as Linux states it, such as VmRSS or Threads; sizes in bytes.
     *
     * @return null if it does not
     */
    public static @Nullable Long status(long process, String figure) {
        Path status = Path.of("/proc", Long.toString(process), "status");
        if (!Files.isReadable(status)) {
            return null; // not Linux, or the process has ended
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith(figure + ":"))
                    .map(line -> (line.endsWith("kB") ? 1024 : 1) * Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(null);
        } catch (IOException e) {
            return null; // some containers hide it
        }
    }
}
