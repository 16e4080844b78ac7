package io.moodstream.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogLevelTest {
    @Test
    void onlyLevelsAreTaken() {
        assertThat(LogLevel.fault(null)).isEmpty();
        assertThat(LogLevel.fault("warn")).isEmpty();
        assertThat(LogLevel.fault("loud")).hasValue("MOODSTREAM_LOG=loud: expected TRACE, DEBUG, INFO, WARN, ERROR");
        assertThat(LogLevel.fault("")).isEmpty();
    }
}
