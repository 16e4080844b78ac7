package io.moodstream.launcher.stages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodstream.kit.ConfigurationException;
import io.moodstream.kit.Settings;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DashboardPortTest {
    private final List<String> news = new ArrayList<>();

    @Test
    void aFreePortThatWasAskedForIsKept() {
        Settings settings = new Settings(Map.of("DASHBOARD_PORT", "0"));
        assertThat(DashboardPort.orAnother(settings, news::add)).isEqualTo(settings);
        assertThat(news).isEmpty();
    }

    @Test
    void aTakenPortThatWasAskedForIsAFault() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Settings settings = new Settings(Map.of("DASHBOARD_PORT", "" + taken.getLocalPort()));
            assertThatThrownBy(() -> DashboardPort.orAnother(settings, news::add))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageStartingWith("DASHBOARD_PORT=" + taken.getLocalPort() + ": cannot listen there");
        }
    }

    @Test
    void anAddressThatIsNotThisMachinesIsAFaultThatNoOtherPortMends() {
        Settings settings = new Settings(Map.of(
                "DASHBOARD_PORT",
                "8080",
                "DASHBOARD_HOST",
                "192.0.2.1",
                "DASHBOARD_TEACHER_TOKEN",
                "0123456789abcdef"));
        assertThatThrownBy(() -> DashboardPort.requireFree(settings))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("DASHBOARD_PORT=8080: cannot listen there on 192.0.2.1: ")
                .hasMessageNotContaining("--port");
    }

    @Test
    void whereTheDefaultIsTakenAnotherIsSaidAndTaken() throws IOException {
        ServerSocket taken = new ServerSocket();
        try {
            taken.bind(new InetSocketAddress("127.0.0.1", 8080));
        } catch (BindException e) {
            // Somebody else has it, which is as good.
        }
        Settings settings = DashboardPort.orAnother(new Settings(Map.of()), news::add);
        taken.close();

        assertThat(settings.get("DASHBOARD_PORT")).contains("0");
        assertThat(news).containsExactly("Port 8080 is in use; the dashboard takes another one");
    }
}
