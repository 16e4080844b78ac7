package io.moodstream.broker;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;

/**
 * Identifies a node, broker and controller in one, of a cluster on this machine.
 *
 * @param id 1 for the first node
 * @param ports where the brokers of all nodes listen, in the order of their ids
 * @param controllerPorts where the controllers listen, in the same order
 */
public record ClusterNode(int id, List<Integer> ports, List<Integer> controllerPorts) {
    private static final String BETWEEN = "/";

    /** Kafka's usual number of replicas. */
    private static final int MOST_REPLICAS = 3;

    /** Copies the lists. */
    public ClusterNode {
        ports = List.copyOf(ports);
        controllerPorts = List.copyOf(controllerPorts);
        if (ports.size() != controllerPorts.size() || id < 1 || id > ports.size()) {
            throw new IllegalArgumentException("Node " + id + " of brokers at " + ports + " and controllers at "
                    + controllerPorts + ": expected as many of the one as of the other, and one for the node");
        }
    }

    /** Returns the only node of a cluster. */
    static ClusterNode alone(int port, int controllerPort) {
        return new ClusterNode(1, List.of(port), List.of(controllerPort));
    }

    /** Parses what {@link #text} returns. */
    static ClusterNode parse(String text) {
        String[] parts = text.split(BETWEEN, -1);
        return new ClusterNode(Integer.parseInt(parts[0]), numbers(parts[1]), numbers(parts[2]));
    }

    /** Returns the node as an argument of {@link BrokerMain}. */
    public String text() {
        return Stream.of(Integer.toString(id), join(ports), join(controllerPorts))
                .collect(Collectors.joining(BETWEEN));
    }

    private static List<Integer> numbers(String text) {
        return Stream.of(text.split(",", -1)).map(Integer::valueOf).toList();
    }

    private static String join(List<Integer> numbers) {
        return numbers.stream().map(Object::toString).collect(Collectors.joining(","));
    }

    int port() {
        return ports.get(id - 1);
    }

    int controllerPort() {
        return controllerPorts.get(id - 1);
    }

    /** Returns the controllers as Kafka's setting lists them. */
    String voters() {
        return IntStream.rangeClosed(1, ports.size())
                .mapToObj(node -> node + "@localhost:" + controllerPorts.get(node - 1))
                .collect(Collectors.joining(","));
    }

    /** Returns how many copies of a partition there are. */
    int replicas() {
        return Math.min(MOST_REPLICAS, ports.size());
    }

    /** Returns how many copies must be written before a record counts as written: all but one. */
    int inSync() {
        return Math.max(1, replicas() - 1);
    }

    /** Returns the cluster's id: a single node's is random, all nodes of a larger one derive the same. */
    String clusterId() {
        if (ports.size() == 1) {
            return Uuid.randomUuid().toString();
        }
        UUID id = UUID.nameUUIDFromBytes((ports + " " + controllerPorts).getBytes(StandardCharsets.UTF_8));
        return new Uuid(id.getMostSignificantBits(), id.getLeastSignificantBits()).toString();
    }
}
