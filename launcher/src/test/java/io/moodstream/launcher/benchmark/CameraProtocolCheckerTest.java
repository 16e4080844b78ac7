package io.moodstream.launcher.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CameraProtocolCheckerTest {
    private static final long MILLISECOND = 1_000_000;

    private final ObjectMapper mapper = new ObjectMapper();
    private final LoadErrors errors = new LoadErrors();
    private final CameraTally tally = new CameraTally();
    private final CameraProtocolChecker book = new CameraProtocolChecker(tally, errors);

    private void hear(String message, long millis) throws Exception {
        book.hear(mapper.readTree(message.replace('\'', '"')), millis * MILLISECOND);
    }

    @Test
    void latencyIsFromSendingAFrameToHearingItsEmotions() throws Exception {
        tally.begin();
        book.send(0);
        book.send(100 * MILLISECOND);
        hear("{'type':'ping'}", 105);
        hear("{'type':'accepted','sequence':7}", 110);
        hear("{'type':'accepted','sequence':8}", 111);
        assertThat(tally.underWay()).isEqualTo(2);
        hear("{'type':'emotions','sequence':8,'faces':[]}", 150);
        hear("{'type':'emotions','sequence':7,'faces':[]}", 200);

        assertThat(tally.underWay()).isZero();
        assertThat(tally.latency()).isEqualTo(new WebScores.LatencyMs(50, 200, 200, 200));
        assertThat(tally.frames()).isEqualTo(new WebScores.Frames(2, 0, 2, Map.of(), 2));
        assertThat(errors.byKind()).isEmpty();
    }

    @Test
    void repliesAreMatchedInTheOrderOfSending() throws Exception {
        tally.begin();
        book.send(0);
        book.send(100 * MILLISECOND);
        hear("{'type':'dropped','reason':'behind'}", 101);
        hear("{'type':'accepted','sequence':2}", 102);
        hear("{'type':'emotions','sequence':2,'faces':[]}", 130);

        assertThat(tally.latency().max()).isEqualTo(30);
        assertThat(tally.frames().dropped()).containsExactly(Map.entry("behind", 1L));
        assertThat(book.unreplied()).isZero();
    }

    @Test
    void framesOfTheWarmUpAreNotCounted() throws Exception {
        book.send(0);
        tally.begin();
        hear("{'type':'accepted','sequence':0}", 900);
        hear("{'type':'emotions','sequence':0,'faces':[]}", 1000);

        assertThat(tally.frames()).isEqualTo(new WebScores.Frames(0, 0, 0, Map.of(), 0));
        assertThat(tally.latency().max()).isZero();
    }

    @Test
    void whatDoesNotGoByTheProtocolIsAnError() throws Exception {
        hear("{'type':'accepted','sequence':0}", 0);
        hear("{'type':'emotions','sequence':0,'faces':[]}", 0);
        book.send(0);
        hear("{'type':'refused','reason':'broken','detail':'no picture'}", 0);
        hear("{'type':'dead-letter','sequence':1,'detail':'why'}", 0);

        assertThat(errors.byKind())
                .containsOnlyKeys(
                        "camera: a reply to no frame",
                        "camera: a result for a frame that is not waiting for one",
                        "camera: refused: no picture",
                        "camera: {\"type\":\"dead-letter\",\"sequence\":1,\"detail\":\"why\"}");
    }
}
