package io.moodstream.launcher.benchmark.growth;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Lists what a soak measures. Its names in a file are those of the constants, in lower case. */
enum SoakMeasure {
    /** Java heap in use right after a collection. */
    HEAP("heap after a collection", "MB", true),
    /** All memory of the process that runs stages and dashboard. */
    RESIDENT("resident memory", "MB", true),
    /** Resident memory beside the heap that Java has taken, and beside the next two: models, pictures, classes, stacks. */
    NATIVE("native memory", "MB", true),
    /** Methods that Java has compiled. It bounds them (48 MB with one compiler), and goes on for hours with rare ones. */
    CODE("compiled code", "MB", false),
    /** Writes and blocks that RocksDB keeps, which are bounded. Its indexes grow with the data and are not among them. */
    STORES("RocksDB's memory", "MB", false),
    /** All memory of the broker's process. */
    BROKER_RESIDENT("the broker's memory", "MB", true),
    /** Threads of the process that runs stages and dashboard. */
    THREADS("threads", "", true),
    /** Its open files, folders and devices. */
    FILES("open files", "", true),
    /** Its open sockets and pipes. */
    SOCKETS("open sockets", "", true),
    /** Open files and sockets of the broker's process. */
    BROKER_FILES("the broker's open files", "", true),
    /** Files in the folder of temporary files that are younger than the run, without the run's own data. */
    TEMPORARY("temporary files", "MB", true),
    /** Folder of the stages' state. */
    STATE("RocksDB's files", "MB", true),
    /** Segments of all topics. */
    BROKER_LOGS("the broker's logs", "MB", true),
    /** Records that stages have not read, added up. */
    LAG("lag", "records", false),
    /** Frames answered. */
    RATE("frames a second", "", false),
    /** From a frame's publication to its readable emotions, in the time since the last sample. */
    P99("latency p99", "ms", false),
    /** CPU time of both processes for each second. */
    CORES("busy cores", "", false);

    private final String label;
    private final String unit;
    private final boolean judged;

    SoakMeasure(String label, String unit, boolean judged) {
        this.label = label;
        this.unit = unit;
        this.judged = judged;
    }

    /** Returns its name for people. */
    String label() {
        return label;
    }

    /** Returns its unit, or nothing for a number of things. */
    String unit() {
        return unit;
    }

    /** Returns whether it must stay flat; the others say what the load was. */
    boolean judged() {
        return judged;
    }

    /** Returns its name in a file. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the measure with this name in a file. */
    static Optional<SoakMeasure> of(String key) {
        return Arrays.stream(values())
                .filter(measure -> measure.key().equals(key))
                .findFirst();
    }

    /** Returns a value with its unit. */
    String text(double value) {
        String number = String.format(Locale.ROOT, value < 100 && value != Math.rint(value) ? "%.1f" : "%,.0f", value);
        return unit.isEmpty() ? number : number + " " + unit;
    }
}
