package io.moodstream.classifier.evaluation;

import java.util.List;
import java.util.Optional;

/**
 * What FER+'s taggers said of one picture.
 *
 * @param usage the part it belongs to
 * @param counts votes, in the order of {@link FerPlusLabel}
 */
record FerPlusVotes(String usage, List<Integer> counts) {

    /**
     * The label with more than half of the votes, single votes for a label not counted; none where there is no such.
     *
     * <p>This is the majority of FER+'s authors (Barsoum et al. 2016, section 4.1 and their published reader), by which
     * PublicTest has 3,199 faces of eight classes.
     */
    Optional<FerPlusLabel> majority() {
        List<Integer> counted =
                counts.stream().map(count -> count == 1 ? 0 : count).toList();
        int all = counted.stream().mapToInt(Integer::intValue).sum();
        int most = counted.stream().mapToInt(Integer::intValue).max().orElse(0);
        return 2 * most > all ? Optional.of(FerPlusLabel.values()[counted.indexOf(most)]) : Optional.empty();
    }
}
