package io.moodstream.kit.ledger;

import java.util.List;

/**
 * What became of the frames of one lecture.
 *
 * @param lecture its id
 * @param sources its sources, by name
 * @param total the sums of all sources
 * @param late frames that have a result which came too late to be counted in its window, as of the latest report
 */
public record LectureAccount(String lecture, List<SourceAccount> sources, FrameSums total, long late) {
    /** Returns whether every frame has one result or may still get it. */
    public boolean addsUp() {
        return sources.stream().allMatch(source -> source.discrepancies().isEmpty());
    }
}
