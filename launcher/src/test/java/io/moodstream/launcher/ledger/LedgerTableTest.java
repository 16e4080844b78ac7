package io.moodstream.launcher.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.kit.ledger.Discrepancy;
import io.moodstream.kit.ledger.FrameSums;
import io.moodstream.kit.ledger.LectureAccount;
import io.moodstream.kit.ledger.SourceAccount;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LedgerTableTest {
    private static final FrameSums CAMERA =
            new FrameSums(300, 297, 0, Map.of("truncated-jpeg", 1L), 0, 1, 1, 0, Map.of("kafka-slow", 12L, "busy", 1L));
    private static final FrameSums WEBCAM = new FrameSums(100, 40, 0, Map.of(), 0, 0, 0, 60, Map.of());
    private static final Discrepancy MISSING = new Discrepancy("r1", Discrepancy.Kind.MISSING, 1, "17", true);
    private static final Discrepancy AMONG = new Discrepancy("", Discrepancy.Kind.MISSING, 2, "17, 20-25", false);

    private final LectureAccount lecture = new LectureAccount(
            "algebra",
            List.of(
                    new SourceAccount("calm-otter-2718", WEBCAM, List.of(AMONG)),
                    new SourceAccount("hall", CAMERA, List.of(MISSING))),
            CAMERA.plus(WEBCAM),
            3);

    @Test
    void aLectureIsATableWithTheReasonsBelow() {
        StringWriter out = new StringWriter();
        LedgerTable.print(lecture, new PrintWriter(out, true));

        assertThat(out.toString().lines().collect(Collectors.joining("\n"))).isEqualTo("""
                        Lecture algebra
                        source           published  with faces  without    dead    lost  under way  missing  expired  dropped
                        calm-otter-2718        100          40        0       0       0          0        0       60        0
                        hall                   300         297        0       1       0          1        1        0       13
                        total                  400         337        0       1       0          1        1       60       13
                        Dead-lettered: truncated-jpeg 1
                        Dropped at the camera: busy 1, kafka-slow 12
                        Late: 3 results came too late to be counted in their windows
                        Expired: the topics no longer keep these frames' results; the publishers' statuses tell of them""");
    }

    @Test
    void whatDoesNotAddUpIsASentenceForEachRun() {
        StringWriter err = new StringWriter();
        LedgerTable.printDiscrepancies(lecture, new PrintWriter(err, true));

        assertThat(err.toString().lines())
                .containsExactly(
                        "moodstream: lecture algebra, source calm-otter-2718: 2 frames have no result and will get none:"
                                + " they are among the numbers 17, 20-25; the others were dropped before they were"
                                + " published",
                        "moodstream: lecture algebra, source hall, run r1: 1 frame has no result and will get none:"
                                + " 17");
    }
}
