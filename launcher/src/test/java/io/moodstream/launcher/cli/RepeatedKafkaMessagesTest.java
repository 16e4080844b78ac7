package io.moodstream.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.spi.FilterReply;
import org.junit.jupiter.api.Test;

class RepeatedKafkaMessagesTest {
    private static final String CLIENT = "org.apache.kafka.clients.NetworkClient";
    private static final String AWAY = "Connection to node -1 (localhost/127.0.0.1:9092) could not be established.";

    private final RepeatedKafkaMessages filter = new RepeatedKafkaMessages();

    @Test
    void whatEveryClientSaysIsWrittenOnceAMinute() {
        assertThat(decide(CLIENT, "[Consumer clientId=a-1, groupId=x] " + AWAY, 0))
                .isEqualTo(FilterReply.NEUTRAL);
        assertThat(decide(CLIENT, "[Producer clientId=b-2] " + AWAY, 900)).isEqualTo(FilterReply.DENY);
        assertThat(decide(CLIENT, "[Consumer clientId=a-1, groupId=x] " + AWAY.replace("-1", "2"), 59_999))
                .isEqualTo(FilterReply.DENY);
        assertThat(decide(CLIENT, "[Producer clientId=b-2] " + AWAY, 60_000)).isEqualTo(FilterReply.NEUTRAL);
    }

    @Test
    void aClockThatIsSetBackByAnHourSilencesNothing() {
        decide(CLIENT, AWAY, 3_600_000);
        assertThat(decide(CLIENT, AWAY, 1_000)).isEqualTo(FilterReply.NEUTRAL);
        assertThat(decide(CLIENT, AWAY, 2_000)).isEqualTo(FilterReply.DENY);
    }

    @Test
    void anotherMessageAndOursAreWritten() {
        decide(CLIENT, "[Producer clientId=b-2] " + AWAY, 0);
        assertThat(decide(CLIENT, "[Producer clientId=b-2] Bootstrap broker disconnected", 1))
                .isEqualTo(FilterReply.NEUTRAL);
        for (int i = 0; i < 2; i++) {
            assertThat(decide("io.moodstream.ingest.Ingest", "cam-1 is silent", i))
                    .isEqualTo(FilterReply.NEUTRAL);
        }
    }

    private FilterReply decide(String logger, String text, long at) {
        LoggingEvent event = new LoggingEvent("", new LoggerContext().getLogger(logger), Level.WARN, text, null, null);
        event.setTimeStamp(at);
        return filter.decide(event);
    }
}
