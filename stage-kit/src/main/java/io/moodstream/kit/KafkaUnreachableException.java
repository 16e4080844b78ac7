package io.moodstream.kit;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import org.apache.kafka.common.utils.Utils;

/** Reports that no Kafka broker can be reached. */
public final class KafkaUnreachableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private static final int CONNECTS_WITHIN_MILLIS = 1_000;

    private KafkaUnreachableException(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /**
     * Returns an exception whose message names the address. It tells apart a name that the DNS does not know, an address
     * where nothing listens, and a broker that is there and does not answer; so it connects once to each address.
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
        if (Arrays.stream(bootstrap.split(",")).anyMatch(KafkaUnreachableException::listens)) {
            return "No Kafka broker answers at " + bootstrap + ", where something listens: a broker may be starting or"
                    + " be too busy, or have another security.protocol (see docs/security.md)";
        }
        return "No Kafka broker answers at " + bootstrap + "; start one with `moodstream broker`";
    }

    private static boolean listens(String address) {
        String host = Utils.getHost(address.strip());
        Integer port = Utils.getPort(address.strip());
        if (host == null || port == null) {
            return false;
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), CONNECTS_WITHIN_MILLIS);
            return true;
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }
}
