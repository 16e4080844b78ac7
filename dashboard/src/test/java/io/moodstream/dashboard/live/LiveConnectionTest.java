package io.moodstream.dashboard.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LiveConnectionTest {
    private static final int ROOM = 100;

    private final FakeListener listener = new FakeListener(ROOM);
    private final LiveConnection connection = listener.connection();

    @Test
    void theBeginningComesInOrderWhateverItsSize() {
        connection.begin(List.of(bytes(ROOM, 'a'), bytes(10 * ROOM, 'b')));
        connection.send(bytes(1, 'c'));

        assertThat(listener.text()).isEqualTo("a".repeat(ROOM) + "b".repeat(10 * ROOM) + "c");
        assertThat(connection.isClosed()).isFalse();
    }

    @Test
    void whatMayWaitIsNoMoreAfterALargeBeginning() {
        connection.begin(List.of(bytes(10 * ROOM, 'a')));
        listener.stop();

        assertThat(connection.send(bytes(ROOM, 'b'))).isTrue();
        assertThat(connection.send(bytes(1, 'c'))).isFalse();
        assertThat(connection.isClosed()).isTrue();
    }

    private static byte[] bytes(int length, char letter) {
        return String.valueOf(letter).repeat(length).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }
}
