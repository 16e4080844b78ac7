package io.moodstream.launcher.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MachineTest {
    private static final long GIB = 1L << 30;

    @Test
    void aMachineThatIsTooSmallIsToldWhatWouldBeNeeded() {
        Machine small = new Machine("Linux", 1, 3 * GIB, GIB);

        assertThat(small.lacks(Duration.ofMinutes(2)))
                .containsExactly(
                        "torture needs 2 processors, and this machine has 1",
                        "torture needs 4.0 GiB of free memory, and this machine has 3.0 GiB",
                        "torture needs 1.6 GiB of free disk for that time, and there are 1.0 GiB:"
                                + " -Djava.io.tmpdir names another folder");
    }

    @Test
    void aSystemWithoutTheSignalsIsRefusedAndALargeMachineIsNot() {
        assertThat(new Machine("Windows 11", 8, 32 * GIB, 100 * GIB).lacks(Duration.ofHours(1)))
                .containsExactly("torture needs the signals SIGSTOP and SIGCONT, which Windows 11 does not have");
        assertThat(new Machine("Linux", 8, 32 * GIB, 100 * GIB).lacks(Duration.ofHours(1)))
                .isEmpty();
    }
}
