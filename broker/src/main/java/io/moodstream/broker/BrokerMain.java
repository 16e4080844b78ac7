package io.moodstream.broker;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs a broker as the child of another process. It prints a line when it is ready and runs until its standard input
 * ends, which happens when the parent closes it or dies.
 */
public final class BrokerMain {
    /** The beginning of the line that reports that the broker is ready; the broker's address follows. */
    public static final String READY = "READY ";

    /** The last argument if the data are to be deleted when the broker ends, also when the parent was killed. */
    public static final String TEMPORARY = "temporary";

    private BrokerMain() {}

    /**
     * Runs the broker. Arguments: the folder of the data; the port, or a node of a cluster as {@link ClusterNode#text}
     * writes it; {@link #TEMPORARY} or nothing.
     */
    public static void main(String[] args) {
        // The parent gets these, too, from the terminal or the service manager, and decides whether the broker ends.
        List.of("INT", "TERM").forEach(signal -> Signals.on(signal, () -> {}));
        if (File.separatorChar == '/') { // Windows has none
            Signals.on("HUP", () -> {});
        }
        boolean temporary = args.length > 2 && args[2].equals(TEMPORARY);
        try {
            run(new BrokerDataDir(Path.of(args[0]), temporary), args[1]);
            System.exit(0);
        } catch (IOException | RuntimeException e) {
            System.err.println("moodstream: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void run(BrokerDataDir data, String where) throws IOException {
        try (EmbeddedBroker broker = start(data.kafka(), where)) {
            System.out.println(READY + broker.bootstrap());
            EmbeddedBroker.haltOnFailure(() -> false);
            while (System.in.read() >= 0) {
                // The parent writes nothing: it is alive as long as the input does not end.
            }
        }
        data.close();
    }

    private static EmbeddedBroker start(Path folder, String where) {
        boolean single = where.chars().allMatch(Character::isDigit);
        return single
                ? EmbeddedBroker.start(folder, Integer.parseInt(where))
                : EmbeddedBroker.start(folder, ClusterNode.parse(where));
    }
}
