package io.moodstream.kit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.apache.kafka.common.utils.Utils;

/** Reports that no Kafka broker can be reached. */
public final class KafkaUnreachableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private static final int CONNECTS_WITHIN_MILLIS = 300;

    private KafkaUnreachableException(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /**
     * Returns an exception whose message names the address. It tells apart a name that the DNS does not know, an address
     * where nothing listens, and a broker that is there and does not answer: it connects once to each address, for 0.3 s
     * at most.
     *
     * @param bootstrap the addresses that were tried, host:port, separated by commas
     * @param cause the client's exception
     */
    public static KafkaUnreachableException at(String bootstrap, Throwable cause) {
        return new KafkaUnreachableException(sentence(bootstrap, cause), cause);
    }

    private static String sentence(String bootstrap, Throwable cause) {
        if (KafkaFaults.isUnknownHost(cause)) {
            return "No host of STAGE_BOOTSTRAP=" + bootstrap
                    + " can be found; expected names that this machine's DNS knows";
        }
        if (cause instanceof InterruptedException) {
            return "Stopped while waiting for Kafka at " + bootstrap;
        }
        if (Arrays.stream(bootstrap.split(",")).anyMatch(KafkaUnreachableException::listens)) {
            return "No Kafka broker answers at " + bootstrap + ", where something listens: a broker may be starting or"
                    + " be too busy, have another security.protocol (docs/security.md), or advertised.listeners that"
                    + " cannot be reached from here";
        }
        return "No Kafka broker answers at " + bootstrap
                + "; start one with `./moodstream broker`, or name the address of one with" + " --bootstrap";
    }

    private static boolean listens(String address) {
        try {
            String host = Utils.getHost(address.strip());
            Integer port = Utils.getPort(address.strip());
            return host != null
                    && port != null
                    && Arrays.stream(InetAddress.getAllByName(host))
                            .anyMatch(each -> listens(new InetSocketAddress(each, port)));
        } catch (UnknownHostException | IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean listens(InetSocketAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(address, CONNECTS_WITHIN_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
