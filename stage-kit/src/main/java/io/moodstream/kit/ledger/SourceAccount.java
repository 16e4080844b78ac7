package io.moodstream.kit.ledger;

import java.util.List;

/**
 * What became of the frames of one source, all of its runs together.
 *
 * @param source its id
 * @param frames the sums
 * @param discrepancies what does not add up; empty if all is well
 */
public record SourceAccount(String source, FrameSums frames, List<Discrepancy> discrepancies) {}
