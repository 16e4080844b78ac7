package io.moodstream.launcher.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.detector.DetectorMain;
import io.moodstream.kit.RunningStage;
import io.moodstream.kit.Settings;
import io.moodstream.launcher.CommandRunner.Outcome;
import io.moodstream.launcher.SampleFrames;
import io.moodstream.launcher.cli.StageRunner;
import io.moodstream.testing.Said;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A stage that works when the certificate of its brokers expires. */
@Tag("nightly")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class RenewedCertificateIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Said said = Said.by(RunningStage.class);

    @AfterEach
    void close() {
        said.close();
    }

    @Test
    void aStageSaysThatTheCertificateHasExpiredAndGoesOnWhenItIsRenewed(@TempDir Path folder) throws Exception {
        try (SecuredBroker broker = SecuredBroker.start(folder)) {
            done(broker, SecuredBroker.ADMINISTRATOR, "topics", "create", "--partitions", "2", "--acls");
            Settings settings = broker.settings(Part.DETECTOR.user());
            StageRunner.prepareTopics(settings, Part.DETECTOR);
            try (RunningStage detector = RunningStage.start(DetectorMain.stage(settings))) {
                assertThat(detector.awaitRunning(PATIENCE)).isTrue();

                broker.expire();
                Awaitility.await()
                        .atMost(PATIENCE)
                        .until(() -> said.sentences().stream()
                                .anyMatch(sentence -> sentence.contains(
                                        "The certificate of Kafka's brokers has expired (NotAfter: ")));

                broker.renew();
                Path pictures = Files.createDirectory(folder.resolve("pictures"));
                SampleFrames.write(pictures, 2);
                done(broker, Part.INGEST.user(), "ingest", "--lecture", "late", "--source", "hall=" + pictures);
                assertThat(done(broker, Part.READER.user(), "tail", "faces", "--from-beginning", "--max", "2"))
                        .contains("\"lectureId\":\"late\"");
                assertThat(detector.failure()).isEmpty();
            }
        }
    }

    /** Returns the output of a command that succeeds as a user. */
    private static String done(SecuredBroker broker, String user, Object... args) throws Exception {
        Outcome outcome = broker.as(user).run(args);
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.code()).isZero();
        return outcome.out();
    }
}
