package io.moodstream.classifier.evaluation;

import java.util.List;
import java.util.Optional;

/**
 * Holds the votes of FER+'s taggers on one picture.
 *
 * @param usage the part it belongs to
 * @param counts numbers of votes, in the order of {@link FerPlusLabel}
 */
record FerPlusVotes(String usage, List<Integer> counts) {

    /**
     * Returns the label with more than half of the votes, single votes for a label not counted; empty if there is none.
     *
     * <p>This is the majority as FER+'s authors define it (Barsoum et al. 2016, section 4.1 and their published
     * reader): PublicTest then has 3,199 faces of eight classes.
     */
    Optional<FerPlusLabel> majority() {
        List<Integer> counted =
                counts.stream().map(count -> count == 1 ? 0 : count).toList();
        int all = counted.stream().mapToInt(Integer::intValue).sum();
        int most = counted.stream().mapToInt(Integer::intValue).max().orElse(0);
        return 2 * most > all ? Optional.of(FerPlusLabel.values()[counted.indexOf(most)]) : Optional.empty();
    }
}
