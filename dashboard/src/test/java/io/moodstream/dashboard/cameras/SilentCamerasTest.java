package io.moodstream.dashboard.cameras;

import static io.moodstream.schemas.SourceSignal.BEGIN;
import static io.moodstream.schemas.SourceSignal.PAUSE;
import static io.moodstream.schemas.SourceSignal.RESUME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.moodstream.broker.EmbeddedBroker;
import io.moodstream.dashboard.frames.CameraSocket;
import io.moodstream.dashboard.frames.Client;
import io.moodstream.dashboard.frames.Running;
import io.moodstream.pictures.Drawn;
import io.moodstream.schemas.Emotion;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.Recommendation;
import io.moodstream.testing.SharedBroker;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Connections on which nothing comes: they take their time, so they are beside {@link CameraRoutesTest}. */
@ExtendWith(SharedBroker.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SilentCamerasTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final byte[] PICTURE = Drawn.number(10);

    private Running running;

    @BeforeAll
    void start(EmbeddedBroker broker) throws Exception {
        running = Running.start(broker, Map.of("DASHBOARD_ANSWER_TIMEOUT", "2s"));
    }

    @AfterAll
    void stop() {
        running.close();
    }

    @AfterEach
    void everybodyIsForgottenWhoHasGone() {
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(running.frames.open()).isZero());
    }

    @Test
    void aDeadConnectionIsNoticedAndTheSeatGoesOnAsTheSameSource() throws Exception {
        Client student = running.client();
        String source = student.join("dead").path("source").asText();
        try (CameraSocket dead = CameraSocket.open(student, "dead", false)) { // it sends no pongs either
            dead.send(PICTURE);
            await().atMost(LONG).until(() -> running.frames.open() == 0);
            assertThat(running.pipeline.signalsOf(source)).containsExactly(BEGIN, PAUSE);

            try (CameraSocket back = CameraSocket.open(student, "dead")) {
                back.send(PICTURE);
                assertThat(back.reply().path("sequence").asInt()).isEqualTo(1);
                dead.send(PICTURE); // comes late, and is nobody's any more
                back.send(PICTURE);
                assertThat(back.reply().path("sequence").asInt()).isEqualTo(2);
            }
        }
        await().atMost(LONG)
                .until(() -> running.pipeline.signalsOf(source).equals(List.of(BEGIN, PAUSE, RESUME, PAUSE)));
        assertThat(running.pipeline.framesOf(source))
                .extracting(Frame::getRun)
                .hasSize(3)
                .containsOnly(running.pipeline.framesOf(source).get(0).getRun());
    }

    @Test
    void aQuietCameraStaysConnectedAndHearsThatTheConnectionWorks() throws Exception {
        Client student = running.client();
        student.join("quiet");
        try (CameraSocket camera = CameraSocket.open(student, "quiet")) {
            await().atMost(LONG)
                    .until(() -> camera.pings.get() >= 5); // it has sent nothing but pongs for longer than 8 s
            assertThat(camera.closed).isNotDone();
        }
    }

    @Test
    void whoeverDoesNotReadIsClosed() throws Exception {
        Client student = running.client();
        String user = student.join("slow").path("user").asText();
        Client quick = running.client();
        quick.join("quick");
        try (CameraSocket camera = CameraSocket.open(student, "slow", false);
                CameraSocket other = CameraSocket.open(quick, "quick")) {
            Recommendation large = recommendation(user, "x".repeat(200_000));
            await().atMost(LONG).until(() -> {
                running.frames.listeners().forEach(listener -> listener.recommendation(large, Instant.now()));
                return running.frames.open() == 2; // the other camera, which listens for recommendations
            });
            other.send(PICTURE);
            assertThat(other.next("emotions").path("sequence").asInt()).isZero();

            camera.read();
            await().atMost(LONG).until(() -> camera.closed.isDone() || camera.isCutOff());
            assertThat(camera.closed
                            .handle((reason, cutOff) -> cutOff == null ? reason : "cut off")
                            .getNow("cut off"))
                    .matches("1008 slow reader.*|1006.*|cut off");
        }
    }

    private static Recommendation recommendation(String user, String why) {
        return new Recommendation(
                user, "slow", Instant.EPOCH, Emotion.happy, Collections.nCopies(7, 1.0 / 7), List.of(), List.of(), why);
    }
}
