package io.moodstream.launcher.torture;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Writes faults and their stalls as a table. */
final class FaultTable {
    private static final String ROW = "%6s  %-31s %-14s %6s  %s";

    private FaultTable() {}

    /** Returns the line of titles. */
    static String head() {
        return String.format(ROW, "at", "fault", "of", "for", "longest stall");
    }

    /**
     * Returns the lines of faults.
     *
     * @param stalls the longest stall of each fault that has happened
     */
    static List<String> lines(List<ScheduledFault> faults, List<Duration> stalls) {
        return IntStream.range(0, faults.size())
                .mapToObj(i -> line(faults.get(i), i < stalls.size() ? seconds(stalls.get(i)) : "did not happen"))
                .toList();
    }

    private static String line(ScheduledFault fault, String stall) {
        return String.format(
                ROW,
                String.format("%d:%02d", fault.at().toMinutes(), fault.at().toSecondsPart()),
                fault.fault().title(),
                of(fault),
                fault.lasts().plusMillis(500).toSeconds() + " s",
                stall);
    }

    /** Returns to whom it happens; nothing where there is no choice. */
    static String of(ScheduledFault fault) {
        return switch (fault.fault()) {
            case KILL_WHOLE_STAGE, ADD_INSTANCE -> fault.stage().toString();
            default -> fault.fault().ofStage() ? fault.stage() + "-" + fault.instance() : "";
        };
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
}
