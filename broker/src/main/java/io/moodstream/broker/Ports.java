package io.moodstream.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Picks and checks ports: Kafka itself hangs on port 0 and says little when one is taken. */
public final class Ports {
    private static final int ANSWER_MILLIS = 500;

    private Ports() {}

    /**
     * A port that is free now.
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
     * The wanted port of this machine or, where that is taken, another.
     *
     * @throws BrokerException if there is none
     */
    public static int orAnother(int wanted) {
        try {
            tryOut("localhost", wanted);
            // Some systems let one listen beside another that listens on all addresses.
            return answers(wanted) ? free() : wanted;
        } catch (IOException e) {
            return free();
        }
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("localhost", port), ANSWER_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Throws if somebody listens there already. */
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
