package io.moodstream.launcher.stages;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A network camera that sends MJPEG over HTTP, ten pictures a second, without an end. */
final class MjpegCamera implements AutoCloseable {
    private final List<byte[]> jpegs;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);

    private MjpegCamera(List<byte[]> jpegs) throws IOException {
        this.jpegs = jpegs;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    /** Starts a camera that shows these pictures again and again. */
    static MjpegCamera start(List<byte[]> jpegs) throws IOException {
        MjpegCamera camera = new MjpegCamera(jpegs);
        camera.server.createContext("/", camera::send);
        camera.server.setExecutor(camera.threads);
        camera.server.start();
        return camera;
    }

    String address() {
        return "http://localhost:" + server.getAddress().getPort() + "/video.mjpg";
    }

    private void send(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "multipart/x-mixed-replace;boundary=ffmpeg");
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            for (int i = 0; !closed.await(100, TimeUnit.MILLISECONDS); i++) {
                byte[] jpeg = jpegs.get(i % jpegs.size());
                String head = "--ffmpeg\r\nContent-type: image/jpeg\r\nContent-length: " + jpeg.length + "\r\n\r\n";
                out.write(head.getBytes(StandardCharsets.US_ASCII));
                out.write(jpeg);
                out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                out.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
