package io.moodstream.ingest.sources;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Serves a video: as a file of known length, or as a stream that breaks off when told to. */
public final class HttpVideo implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger connections = new AtomicInteger();
    private final CountDownLatch broken = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    private HttpVideo() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    public static HttpVideo file(Path video) throws IOException {
        HttpVideo http = new HttpVideo();
        http.server.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, Files.size(video));
                Files.copy(video, exchange.getResponseBody());
            }
        });
        return http;
    }

    /** The whole video on each connection, which then stays open; the first until it is broken. */
    public static HttpVideo stream(Path mjpeg) throws IOException {
        HttpVideo http = new HttpVideo();
        http.server.createContext("/", exchange -> http.send(exchange, Files.readAllBytes(mjpeg)));
        return http;
    }

    private void send(HttpExchange exchange, byte[] video) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "multipart/x-mixed-replace;boundary=ffmpeg");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(video);
            exchange.getResponseBody().flush();
            (connections.incrementAndGet() == 1 ? broken : closed).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public String address() {
        return "http://localhost:" + server.getAddress().getPort() + "/video";
    }

    public void breakOff() {
        broken.countDown();
    }

    @Override
    public void close() {
        broken.countDown();
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
