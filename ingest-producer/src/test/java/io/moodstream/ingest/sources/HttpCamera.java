package io.moodstream.ingest.sources;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A camera that answers each request with bytes, whatever HTTP allows, and then closes the connection. */
final class HttpCamera implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Queue<String> requests = new ConcurrentLinkedQueue<>();
    private final byte[][] answers;
    private volatile boolean inParts;

    /**
     * @param answers one for each request, the last one also for all further ones
     */
    HttpCamera(byte[]... answers) throws IOException {
        this.answers = answers;
        Thread thread = new Thread(this::serve, "camera");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve() {
        for (int i = 0; !server.isClosed(); i++) {
            try (Socket connection = server.accept()) {
                byte[] request = new byte[8192];
                int read = connection.getInputStream().read(request);
                requests.add(
                        new String(Arrays.copyOf(request, Math.max(0, read)), java.nio.charset.StandardCharsets.UTF_8));
                send(connection, answers[Math.min(i, answers.length - 1)]);
            } catch (IOException e) {
                // The other side has gone, or the test is over.
            }
        }
    }

    private void send(Socket connection, byte[] answer) throws IOException {
        connection.setTcpNoDelay(true);
        int parts = inParts ? Math.min(64, answer.length) : 0;
        for (int i = 0; i < parts; i++) {
            connection.getOutputStream().write(answer, i, 1);
        }
        connection.getOutputStream().write(answer, parts, answer.length - parts);
    }

    /** Makes it send the beginning of each answer byte by byte. */
    HttpCamera inParts() {
        inParts = true;
        return this;
    }

    String address(String path) {
        return "http://localhost:" + server.getLocalPort() + path;
    }

    /** Returns all requests so far. */
    Queue<String> requests() {
        return requests;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
