package io.moodstream.kit;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** Serves {@code GET /metrics} in Prometheus' text format and {@code GET /health}. */
final class MetricsServer implements AutoCloseable {
    /** The JDK waits for the rest of a request for ever unless it is told, in seconds, before its first server. */
    private static final String LONGEST_REQUEST = "sun.net.httpserver.maxReqTime";

    private final HttpServer server;
    private final ExecutorService threads;

    private MetricsServer(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    static int port(String text) {
        try {
            int port = Integer.parseInt(text.strip());
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw new ConfigurationException("METRICS_PORT=" + text + ": expected a port from 0 to 65535");
        }
        throw new ConfigurationException("METRICS_PORT=" + text + ": expected a port from 0 to 65535");
    }

    /**
     * Starts the server.
     *
     * @param host the address to listen on; all addresses without one
     * @param healthy whether {@code /health} returns 200 and not 503
     */
    static MetricsServer start(Optional<String> host, int port, Supplier<String> scrape, BooleanSupplier healthy) {
        try {
            InetSocketAddress address =
                    host.map(name -> new InetSocketAddress(name, port)).orElseGet(() -> new InetSocketAddress(port));
            if (host.isPresent() && !isOfThisMachine(address)) {
                throw new ConfigurationException(
                        "METRICS_HOST=" + host.get() + ": expected an address of this machine, or its name");
            }
            if (System.getProperty(LONGEST_REQUEST) == null) {
                System.setProperty(LONGEST_REQUEST, "10");
            }
            HttpServer server = HttpServer.create(address, 0);
            // One thread would wait for a request that never ends, and answer nobody else.
            ExecutorService threads = Executors.newCachedThreadPool(MetricsServer::daemon);
            server.setExecutor(threads);
            serve(server, "/metrics", "text/plain; version=0.0.4; charset=utf-8", () -> 200, scrape);
            serve(
                    server,
                    "/health",
                    "text/plain; charset=utf-8",
                    () -> healthy.getAsBoolean() ? 200 : 503,
                    () -> healthy.getAsBoolean() ? "ok\n" : "not running\n");
            server.start();
            return new MetricsServer(server, threads);
        } catch (IOException e) {
            throw new ConfigurationException("METRICS_PORT=" + port + ": cannot listen there: " + e.getMessage());
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "metrics");
        thread.setDaemon(true);
        return thread;
    }

    private static boolean isOfThisMachine(InetSocketAddress address) throws SocketException {
        InetAddress host = address.getAddress(); // null if there is none of that name
        return host != null && (host.isAnyLocalAddress() || NetworkInterface.getByInetAddress(host) != null);
    }

    int port() {
        return server.getAddress().getPort();
    }

    private static void serve(HttpServer server, String path, String type, IntSupplier status, Supplier<String> text) {
        server.createContext(path, exchange -> {
            try (exchange) {
                byte[] body = text.get().getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", type);
                exchange.sendResponseHeaders(status.getAsInt(), body.length);
                exchange.getResponseBody().write(body);
            }
        });
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
