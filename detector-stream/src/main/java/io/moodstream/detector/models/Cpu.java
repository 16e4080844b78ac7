package io.moodstream.detector.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Knows what this machine's CPU can do. */
final class Cpu {
    /** Whether it computes on 16 numbers at a time (AVX-512); false where the system does not say so, as all but Linux do. */
    static final boolean HAS_AVX512 = hasAvx512(Path.of("/proc/cpuinfo"));

    private Cpu() {}

    /** Returns whether Linux lists AVX-512 among the flags of the first core. */
    static boolean hasAvx512(Path cpuinfo) {
        if (!Files.isReadable(cpuinfo)) {
            return false;
        }
        try (Stream<String> lines = Files.lines(cpuinfo)) {
            return lines.filter(line -> line.startsWith("flags"))
                    .findFirst()
                    .filter(flags -> List.of(flags.split("\\s+")).contains("avx512f"))
                    .isPresent();
        } catch (IOException e) {
            return false;
        }
    }
}
