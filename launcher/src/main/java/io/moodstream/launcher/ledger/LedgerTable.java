package io.moodstream.launcher.ledger;

import io.moodstream.kit.ledger.Discrepancy;
import io.moodstream.kit.ledger.FrameSums;
import io.moodstream.kit.ledger.LectureAccount;
import io.moodstream.kit.ledger.SourceAccount;
import java.io.PrintWriter;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Prints the accounts of lectures for people. */
public final class LedgerTable {
    private static final String ROW = "%s  %9s  %10s  %7s  %6s  %6s  %9s  %7s  %7s  %7s%n";

    private LedgerTable() {}

    /** Prints a lecture: a row for each source, the total, and the reasons of what was dead-lettered or dropped. */
    static void print(LectureAccount lecture, PrintWriter out) {
        int width = Stream.concat(
                        Stream.of("source"), lecture.sources().stream().map(SourceAccount::source))
                .mapToInt(String::length)
                .max()
                .getAsInt();
        out.printf("Lecture %s%n", lecture.lecture());
        out.printf(
                ROW,
                padded("source", width),
                "published",
                "with faces",
                "without",
                "dead",
                "lost",
                "under way",
                "missing",
                "expired",
                "dropped");
        lecture.sources().forEach(source -> row(padded(source.source(), width), source.frames(), out));
        row(padded("total", width), lecture.total(), out);
        reasons("Dead-lettered", lecture.total().deadLettered(), out);
        reasons("Dropped at the camera", lecture.total().dropped(), out);
        if (lecture.late() > 0) {
            out.printf("Late: %d results came too late to be counted in their windows%n", lecture.late());
        }
        if (lecture.total().expired() > 0) {
            out.println(
                    "Expired: the topics no longer keep these frames' results; the publishers' statuses tell of them");
        }
    }

    private static String padded(String name, int width) {
        return name + " ".repeat(width - name.length());
    }

    private static void row(String name, FrameSums frames, PrintWriter out) {
        out.printf(
                ROW,
                name,
                frames.published(),
                frames.withFaces(),
                frames.withoutFaces(),
                FrameSums.sum(frames.deadLettered()),
                frames.lost(),
                frames.underWay(),
                frames.missing(),
                frames.expired(),
                FrameSums.sum(frames.dropped()));
    }

    private static void reasons(String what, Map<String, Long> counts, PrintWriter out) {
        if (!counts.isEmpty()) {
            out.println(what + ": "
                    + counts.entrySet().stream()
                            .map(reason -> reason.getKey() + " " + reason.getValue())
                            .collect(Collectors.joining(", ")));
        }
    }

    /** Prints a sentence for everything that does not add up. */
    public static void printDiscrepancies(LectureAccount lecture, PrintWriter err) {
        for (SourceAccount source : lecture.sources()) {
            source.discrepancies()
                    .forEach(wrong -> err.println("moodstream: lecture " + lecture.lecture() + ", source "
                            + source.source() + (wrong.run().isEmpty() ? "" : ", run " + wrong.run()) + ": "
                            + sentence(wrong)));
        }
    }

    private static String frames(Discrepancy wrong) {
        return wrong.count() == 1 ? "1 frame has" : wrong.count() + " frames have";
    }

    private static String sentence(Discrepancy wrong) {
        if (wrong.kind() == Discrepancy.Kind.REPEATED) {
            return frames(wrong) + " more than one result: " + wrong.numbers();
        }
        return frames(wrong) + " no result and will get none: "
                + (wrong.exact() ? "" : "they are among the numbers ") + wrong.numbers()
                + (wrong.exact() ? "" : "; the others were dropped before they were published");
    }
}
