package io.moodstream.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Picks and checks ports: Kafka itself hangs on port 0 and reports little when a port is in use. */
public final class Ports {
    private static final int CONNECT_MILLIS = 500;

    private Ports() {}

    /**
     * Returns a port that is free at the moment.
     *
     * @throws BrokerException if there is none
     */
    public static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new BrokerException("No free port: " + e.getMessage(), e);
        }
    }

    /**
     * Returns the wanted port of this machine or, if it is in use, another one.
     *
     * @throws BrokerException if there is none
     */
    public static int orAnother(int wanted) {
        try {
            tryOut("localhost", wanted);
            // Some systems allow to listen on a port on which another process listens on all addresses.
            return accepts(wanted) ? free() : wanted;
        } catch (IOException e) {
            return free();
        }
    }

    private static boolean accepts(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("localhost", port), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Throws if the port is in use. */
    static void requireFree(String host, int port) {
        try {
            tryOut(host, port);
        } catch (IOException e) {
            throw new BrokerException("Port " + port + " on " + host + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static void tryOut(String host, int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, port));
        }
    }
}
