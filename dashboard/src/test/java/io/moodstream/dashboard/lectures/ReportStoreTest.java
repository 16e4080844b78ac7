package io.moodstream.dashboard.lectures;

import static io.moodstream.dashboard.lectures.Samples.report;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReportStoreTest {
    private final ReportStore store = new ReportStore(3);

    @Test
    void theLatestReportsAreKept() {
        for (int lecture = 0; lecture < 300; lecture++) {
            store.put(report("lecture-" + lecture, 2));
        }

        assertThat(store.get("lecture-299")).contains(report("lecture-299", 2));
        assertThat(store.get("lecture-297")).isPresent();
        assertThat(store.get("lecture-296")).isEmpty();
    }

    @Test
    void aReportThatIsHeardAnewIsTheLatest() {
        store.put(report("a", 2));
        store.put(report("b", 2));
        store.put(report("c", 2));
        store.put(report("a", 3));
        store.put(report("d", 2));

        assertThat(store.get("a")).contains(report("a", 3));
        assertThat(store.get("b")).isEmpty();
    }
}
