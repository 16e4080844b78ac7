package io.moodstream.launcher.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodstream.broker.BrokerDataDir;
import io.moodstream.broker.Ports;
import io.moodstream.kit.StageFailedException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class BrokerProcessIT {
    @TempDir
    private Path folder;

    /** A terminal that is closed sends HUP to the broker as well as to its parent, Ctrl-C sends INT. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void onlyTheEndOfItsInputStopsItAndThenItsTemporaryDataAreGone() throws Exception {
        Path data = folder.resolve("data");
        BrokerProcess broker = BrokerProcess.start(new BrokerDataDir(data, true), Ports.free());
        try {
            broker.awaitReady();
            for (String signal : List.of("HUP", "INT", "TERM")) {
                new ProcessBuilder("kill", "-" + signal, Long.toString(broker.id()))
                        .start()
                        .waitFor();
            }
            Thread.sleep(500);
            assertThatCode(broker::requireHealthy).doesNotThrowAnyException();
            assertThat(data).exists();
        } finally {
            broker.close();
        }
        assertThatThrownBy(broker::requireHealthy)
                .isInstanceOf(StageFailedException.class)
                .hasMessageEndingWith("its process has ended with exit code 0");
        assertThat(data).doesNotExist();
    }
}
