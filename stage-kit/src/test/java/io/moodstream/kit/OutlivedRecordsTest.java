package io.moodstream.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.schemas.AvroSerde;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class OutlivedRecordsTest {
    private static final Instant NOW = Instant.parse("2026-01-02T12:00:00Z");
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    @Test
    void aRecordThatOutlivedItsRetentionIsNamedWithItsTopicAndTime() {
        assertThat(OutlivedRecords.of("frames", TEN_MINUTES, written("2026-01-02T11:00:00Z"), NOW))
                .hasValueSatisfying(difference -> {
                    assertThat(difference.refused()).isFalse();
                    assertThat(difference.repair()).isEmpty();
                    assertThat(difference.sentence())
                            .startsWith("Topic frames: oldest record is 2026-01-02T11:00:00Z; needs after"
                                    + " 2026-01-02T11:38:00Z. Pictures of people are there for longer");
                });
    }

    @Test
    void kafkaMayTakeAFifthAndTenMinutesLonger() {
        assertThat(OutlivedRecords.of("frames", TEN_MINUTES, written("2026-01-02T11:38:00Z"), NOW))
                .isEmpty();
        assertThat(OutlivedRecords.of("frames", TEN_MINUTES, written("2026-01-02T11:37:59Z"), NOW))
                .isPresent();
    }

    @Test
    void whatIsEmptyOrKeptForEverOutlivesNothing() {
        assertThat(OutlivedRecords.of("frames", TEN_MINUTES, OptionalLong.empty(), NOW))
                .isEmpty();
        assertThat(OutlivedRecords.of("frames", Duration.ofMillis(-1), written("1999-01-02T11:37:59Z"), NOW))
                .isEmpty();
    }

    @Test
    void allTopicsAboutSinglePeopleAreLookedAtWhoseRecordsKafkaDeletesByTheirAge() {
        assertThat(Topics.ALL.stream()
                        .filter(topic ->
                                !topic.compacted() && !topic.retention().isNegative())
                        .filter(OutlivedRecordsTest::isAboutPeople))
                .containsExactlyInAnyOrderElementsOf(OutlivedRecords.ABOUT_PEOPLE);
        assertThat(OutlivedRecords.of("emotions", TEN_MINUTES, written("2026-01-02T11:00:00Z"), NOW)
                        .orElseThrow()
                        .consequence())
                .startsWith("records of people are there for longer");
    }

    /** Records that nobody can decode, which dead letters are, may be about anybody. */
    private static boolean isAboutPeople(Topic<?, ?> topic) {
        return !(topic.values() instanceof AvroSerde<?> serde)
                || serde.schemas().toString().contains("\"name\":\"userId\"");
    }

    private static OptionalLong written(String at) {
        return OptionalLong.of(Instant.parse(at).toEpochMilli());
    }
}
