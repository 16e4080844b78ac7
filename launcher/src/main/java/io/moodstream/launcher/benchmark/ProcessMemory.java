package io.moodstream.launcher.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Measures the memory and the CPU time of this process. */
final class ProcessMemory {
    private static final Path STATUS = Path.of("/proc/self/status");

    private ProcessMemory() {}

    /** Returns the bytes of heap in use, including garbage. */
    static long heap() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Returns the CPU time used so far; zero where the system does not know. */
    static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Collects the garbage, then measures. */
    static WebScores.Footprint afterCollection() {
        System.gc();
        return new WebScores.Footprint(heap(), resident());
    }

    private static @Nullable Long resident() {
        if (!Files.isReadable(STATUS)) {
            return null; // not Linux
        }
        try (Stream<String> lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(null);
        } catch (IOException e) {
            return null; // some containers hide it
        }
    }
}
