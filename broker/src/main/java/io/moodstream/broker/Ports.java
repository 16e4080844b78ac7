package io.moodstream.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Picks and checks ports: Kafka itself hangs on port 0 and reports little when a port is in use. */
public final class Ports {
    private static final int CONNECT_MILLIS = 500;

    /** System property: the number, from 1 on, of the range that free ports are taken from. */
    private static final String RANGE = "moodstream.ports";

    /** Below what operating systems give to those who ask for any port. */
    private static final int FIRST = 10_000;

    private static final int RANGES = 20;
    private static final int RANGE_SIZE = 1_000;

    /** Where in the range the next search begins: JVMs that share a range by mistake begin apart. */
    private static final AtomicInteger NEXT =
            new AtomicInteger((int) (ProcessHandle.current().pid() * 97 % RANGE_SIZE));

    private Ports() {}

    /**
     * Returns a port that is free now. JVMs that run beside each other, as those of tests do, set the system property
     * {@code moodstream.ports} to a number of their own, so that none takes a port that another has just found free.
     *
     * @throws BrokerException if there is none
     */
    public static int free() {
        int number = Integer.getInteger(RANGE, 0);
        int range = 1 + (number - 1) % RANGES;
        return number == 0
                ? anyFree()
                : IntStream.range(0, RANGE_SIZE)
                        .map(each -> FIRST + range * RANGE_SIZE + NEXT.getAndIncrement() % RANGE_SIZE)
                        .filter(Ports::isFree)
                        .findFirst()
                        .orElseThrow(() -> new BrokerException("No free port in range " + range, null));
    }

    private static boolean isFree(int port) {
        try {
            tryOut("localhost", port);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int anyFree() {
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
        fault(host, port, "broker or demo").ifPresent(why -> {
            throw new BrokerException("Port " + port + " on " + host + " cannot be used: " + why, null);
        });
    }

    /**
     * Returns why nothing can listen at an address of this machine; empty if something can.
     *
     * @param others what of ours may listen there already, such as "broker or demo"
     */
    public static Optional<String> fault(String host, int port, String others) {
        try {
            tryOut(host, port);
            return Optional.empty();
        } catch (IOException e) {
            String why = String.valueOf(e.getMessage());
            return Optional.of(
                    why.contains("in use")
                            ? why + "; another " + others + " may run there, and --port takes another one"
                            : why);
        }
    }

    private static void tryOut(String host, int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, port));
        }
    }
}
