package io.moodstream.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodiesTest {
    private final List<Socket> sockets = new ArrayList<>();
    private ServerFixture server;

    @BeforeEach
    void start() {
        server = ServerFixture.open(Map.of());
    }

    @AfterEach
    void stop() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        server.close();
    }

    @Test
    void aBodyThatStopsComingOrComesDropByDropIsGivenUp() throws Exception {
        server.close();
        server = ServerFixture.open(Map.of(), Duration.ofSeconds(1));
        Socket stopped = begun("/api/sign-in", "application/json", 1000);
        Socket dripping = begun("/api/read", "application/json", 1_000_000);
        Socket form = begun("/api/read", "multipart/form-data; boundary=b", 1_000_000);
        List<Thread> drops = List.of(new Thread(() -> drip(dripping)), new Thread(() -> drip(form)));
        drops.forEach(Thread::start);
        for (Socket socket : List.of(stopped, dripping, form)) {
            assertThat(rest(socket)).startsWith("HTTP/1.1 408").contains("The request body arrives too slowly");
            socket.close();
        }
        for (Thread thread : drops) {
            thread.join();
        }
    }

    @Test
    void aBodyThatEndsEarlyIsNoFaultOfTheServers() throws Exception {
        Socket socket = begun("/api/sign-in", "application/json", 1000);
        socket.shutdownOutput();
        assertThat(rest(socket)).startsWith("HTTP/1.1 400").contains("is shorter than its Content-Length");
    }

    @Test
    void howeverManyBodiesAreAwaitedTheOthersAreServed() throws Exception {
        for (int i = 0; i < 3 * WebServer.MOST_THREADS; i++) {
            begun("/api/sign-in", "application/json", 1000);
        }
        assertThat(server.get("/api/me").statusCode()).isEqualTo(200);
        assertThat(rest(sockets.get(sockets.size() - 1)))
                .startsWith("HTTP/1.1 503")
                .contains("Retry-After");
    }

    /** Were it ended before all has come, whoever sends before reading might not get the answer. */
    @ParameterizedTest
    @CsvSource({"/api/sign-in, 413", "/api/nothing, 404", "/api/teacher, 405"})
    void theConnectionOfARefusedRequestGoesOnWhenItsBodyHasCome(String path, int status) throws Exception {
        Socket socket = begun(path, "application/json", 1_500_000);
        socket.getOutputStream().write(new byte[1_500_000]);
        assertThat(withAnotherRequest(socket)).startsWith("HTTP/1.1 " + status).contains("HTTP/1.1 200");
    }

    @Test
    void theSameWhereItsLengthIsNotSaid() throws Exception {
        Socket socket = begun("/api/nothing", "application/json\r\nTransfer-Encoding: chunked", -1);
        socket.getOutputStream().write("100000\r\n".getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(new byte[0x100000]);
        socket.getOutputStream().write("\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(withAnotherRequest(socket)).startsWith("HTTP/1.1 404").contains("HTTP/1.1 200");
    }

    @Test
    void whoeverIsRefusedAndSendsNoMoreStillGetsTheAnswer() throws Exception {
        Socket socket = begun("/api/nothing", "application/json", 1_500_000);
        assertThat(rest(socket)).startsWith("HTTP/1.1 404").contains("Connection: close");
    }

    @Test
    void whoWaitsForLeaveToSendIsRefusedAtOnce() throws Exception {
        Socket socket = begun("/api/sign-in", "application/json\r\nExpect: 100-continue", 1_500_000);
        assertThat(rest(socket)).startsWith("HTTP/1.1 413").contains("Connection: close");
    }

    /** What is answered to a request that has been sent, and to another one on the same connection. */
    private static String withAnotherRequest(Socket socket) throws IOException {
        socket.getOutputStream()
                .write("GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
        return rest(socket);
    }

    /** A request of whose body nothing has come. */
    private Socket begun(String path, String type, int length) throws IOException {
        Socket socket = new Socket("127.0.0.1", server.port());
        sockets.add(socket);
        socket.setSoTimeout(60_000);
        socket.getOutputStream()
                .write(("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type
                                + (length < 0 ? "" : "\r\nContent-Length: " + length) + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static void drip(Socket socket) {
        try {
            while (true) {
                socket.getOutputStream().write(' ');
                Thread.sleep(50);
            }
        } catch (IOException | InterruptedException e) {
            // the server has ended the connection
        }
    }

    /** All that is answered until the connection is ended. */
    private static String rest(Socket socket) throws IOException {
        StringBuilder answer = new StringBuilder();
        try {
            for (int next = socket.getInputStream().read();
                    next >= 0;
                    next = socket.getInputStream().read()) {
                answer.append((char) next);
            }
        } catch (java.net.SocketException e) {
            answer.append(" (reset)");
        }
        return answer.toString();
    }
}
