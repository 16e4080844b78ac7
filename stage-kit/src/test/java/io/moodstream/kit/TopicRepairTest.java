package io.moodstream.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TopicRepairTest {
    @Test
    void theTopicsToDeleteAreNamedOneByOne() {
        assertThat(TopicRepair.keysWouldMove(true, List.of("detector-stream-a", "recommender-stream-b"), 0))
                .isEqualTo("the stages have state, and with more partitions a source's or a lecture's records would be"
                        + " looked for in another one. To mend it, let the stages work off what there is, stop them, delete the topic and these:"
                        + " detector-stream-a, recommender-stream-b; then run `moodstream topics create`");
        assertThat(TopicRepair.keysWouldMove(false, List.of(), 16))
                .startsWith("it has records, and with")
                .endsWith("delete the topic, then run `moodstream topics create --partitions 16`");
    }

    @Test
    void onlyTopicsThatGoByTheSamePartitionsStandInTheWay() {
        assertThat(TopicRepair.keepsStateOf("frames", "detector-stream-face-tracks-changelog"))
                .isTrue();
        assertThat(TopicRepair.keepsStateOf("frames", "recommender-stream-windows-changelog"))
                .isFalse();
        assertThat(TopicRepair.keepsStateOf("lecture-events", "recommender-stream-windows-changelog"))
                .isTrue();
        assertThat(TopicRepair.keepsStateOf("lecture-events", "detector-stream-face-tracks-changelog"))
                .isFalse();
        assertThat(TopicRepair.keepsStateOf("lecture-events", "lecture-reports"))
                .isFalse();
    }
}
