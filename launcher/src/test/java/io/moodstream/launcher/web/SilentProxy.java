package io.moodstream.launcher.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands between browsers and a server, and can swallow everything in both directions without closing a connection, as
 * a network does that has lost its way. Connections that were swallowed once stay dead.
 */
final class SilentProxy implements AutoCloseable {
    private final ServerSocket server;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Set<Socket> dead = ConcurrentHashMap.newKeySet();
    private volatile boolean swallowing;

    private SilentProxy(ServerSocket server, int target) {
        this.server = server;
        this.target = target;
    }

    /** Starts to pass connections on. */
    static SilentProxy to(String url) throws IOException {
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        SilentProxy proxy = new SilentProxy(server, URI.create(url).getPort());
        start(proxy::accept);
        return proxy;
    }

    /** The server's address for browsers. */
    String url() {
        return "http://localhost:" + server.getLocalPort();
    }

    /** Swallows everything from now on. */
    void swallow() {
        swallowing = true;
        dead.addAll(open);
    }

    /** Passes new connections on from now on. */
    void pass() {
        swallowing = false;
    }

    private void accept() throws IOException {
        while (true) {
            Socket browser = server.accept();
            Socket behind = new Socket(InetAddress.getLoopbackAddress(), target);
            for (Socket end : new Socket[] {browser, behind}) {
                open.add(end);
                if (swallowing) {
                    dead.add(end);
                }
            }
            start(() -> pump(browser, behind));
            start(() -> pump(behind, browser));
        }
    }

    private void pump(Socket from, Socket to) throws IOException {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        byte[] bytes = new byte[64 * 1024];
        for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
            if (!dead.contains(from)) {
                out.write(bytes, 0, read);
            }
        }
        if (!dead.contains(from)) {
            to.close();
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                return; // one of both ends is closed
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket end : open) {
            end.close();
        }
    }
}
