package io.moodstream.classifier;

import java.util.List;
import java.util.Optional;

/**
 * What FER+'s taggers said of one picture.
 *
 * @param usage the part it belongs to
 * @param counts votes, in the order of {@link FerPlusLabel}
 */
record FerPlusVotes(String usage, List<Integer> counts) {

    /** The label with most votes; none where several have as many. */
    Optional<FerPlusLabel> majority() {
        int most = counts.stream().mapToInt(Integer::intValue).max().orElse(0);
        boolean tie = counts.stream().filter(count -> count == most).count() > 1;
        return tie ? Optional.empty() : Optional.of(FerPlusLabel.values()[counts.indexOf(most)]);
    }
}
