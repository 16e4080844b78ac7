package io.moodstream.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void aPortInUseIsReplacedByAFreeOne() throws Exception {
        int free = Ports.free();
        assertThat(Ports.orAnother(free)).isEqualTo(free);

        try (ServerSocket taken = new ServerSocket(free, 1, InetAddress.getLoopbackAddress())) {
            assertThat(Ports.orAnother(taken.getLocalPort())).isNotEqualTo(free).isPositive();
        }
    }
}
