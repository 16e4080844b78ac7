package io.moodstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TopicsTest {
    @Test
    void picturesAreKeptForMinutesAndInShortSegments() {
        assertThat(Topics.FRAMES.config())
                .containsEntry("retention.ms", "600000")
                .containsEntry("segment.ms", "120000");
    }

    @Test
    void reportsAreKeptForEver() {
        assertThat(Topics.LECTURE_REPORTS.config())
                .containsEntry("retention.ms", "-1")
                .containsEntry("cleanup.policy", "compact");
    }

    @Test
    void recordsAreKeptFromWhenTheyWereWritten() {
        assertThat(Topics.ALL)
                .allSatisfy(
                        topic -> assertThat(topic.config()).containsEntry("message.timestamp.type", "LogAppendTime"));
    }

    @Test
    void topicsAreFoundByName() {
        assertThat(Topics.named("moods")).contains(Topics.MOODS);
        assertThat(Topics.named("mood")).isEmpty();
    }

    @Test
    void keysHaveOneForm() {
        assertThat(Keys.source("algebra", "cam-1")).isEqualTo("algebra/cam-1");
        assertThat(Keys.track("algebra", "cam-1", 7)).isEqualTo("algebra/cam-1/7");
        assertThat(Keys.window("algebra", Samples.AT)).isEqualTo("algebra/2026-01-02T03:04:05.006Z");
        assertThat(Keys.isName("algebra/cam-1")).isFalse();
        assertThat(Keys.isName("")).isFalse();
        assertThat(Keys.isName("x".repeat(101))).isFalse();
    }
}
