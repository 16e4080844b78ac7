package io.moodstream.launcher.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.launcher.benchmark.EventLines.Event;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventLinesTest {
    private static List<Event> events(String... lines) {
        EventLines stream = new EventLines();
        return Stream.of(lines).map(stream::take).flatMap(Optional::stream).toList();
    }

    @Test
    void anEventEndsWithAnEmptyLine() {
        assertThat(events("retry: 2000", "", "id: r-1", "event: mood", "data: {\"a\": 1}", "", "event: mood"))
                .containsExactly(new Event("mood", "{\"a\": 1}", "r-1"));
    }

    @Test
    void theLastIdHoldsForEventsWithoutOne() {
        assertThat(events("id:r-1", "event:mood", "data:1", "", ": ping", "", "event:health", "data:2", ""))
                .containsExactly(new Event("mood", "1", "r-1"), new Event("health", "2", "r-1"));
    }

    @Test
    void dataMayHaveSeveralLines() {
        assertThat(events("data: a", "data: b", "")).containsExactly(new Event("message", "a\nb", null));
    }
}
