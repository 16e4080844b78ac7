package io.moodstream.launcher.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.launcher.fuzz.FuzzResult.Verdict;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the command fuzz does to the web, with a fixed seed, to a dashboard that runs already. */
public final class HostileWeb {
    private static final long SEED = 20261127;

    /** Tests do not measure. */
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private HostileWeb() {}

    /** Sends broken HTTP requests, and asserts that each is answered or refused in a sentence. */
    public static void assertRequestsAreAnswered(URI dashboard, int requests) throws Exception {
        assertAnswered(dashboard, "http", requests);
    }

    /** Sends broken messages of cameras to the WebSocket, and asserts that each is answered or refused in a sentence. */
    public static void assertMessagesAreAnswered(URI dashboard, int messages) throws Exception {
        assertAnswered(dashboard, "websocket", messages);
    }

    private static void assertAnswered(URI dashboard, String kind, int inputs) throws Exception {
        List<FuzzResult> results = new ArrayList<>();
        try (FuzzTarget target = WebTarget.at(dashboard, kind.equals("websocket"), () -> {})) {
            new FuzzSession(target, kind, SEED, LIMIT).run(0, inputs, () -> {}, number -> {}, results::add);
        }

        assertThat(results).hasSize(inputs);
        assertThat(results).filteredOn(result -> !result.isHarmless()).isEmpty();
        assertThat(results).extracting(FuzzResult::verdict).as("broken enough").contains(Verdict.REFUSED);
    }
}
