package io.moodstream.reports;

import io.moodstream.reports.statistics.EDivisive;
import io.moodstream.reports.statistics.ShareBands;
import io.moodstream.reports.words.Messages;
import java.util.List;

/** Explains in sentences how the numbers were computed. */
final class Method {
    private Method() {}

    static List<String> of(Mood mood, Messages messages) {
        boolean known = !mood.modelErrors().isEmpty();
        return List.of(
                messages.text("method.changes", "simulated", EDivisive.REPLICATIONS, "shortest", EDivisive.SHORTEST),
                messages.text(
                        known ? "method.shares" : "method.shares-unknown",
                        "counted",
                        String.join("; ", mood.modelErrors())),
                messages.text(known ? "method.bands" : "method.bands-unknown", "draws", ShareBands.DRAWS));
    }
}
