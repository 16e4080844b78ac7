package io.moodstream.launcher.broker;

import io.moodstream.broker.BrokerDataDir;
import io.moodstream.broker.EmbeddedBroker;
import io.moodstream.broker.Ports;
import io.moodstream.kit.ConfigurationException;
import io.moodstream.launcher.cli.ShutdownSignals;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a broker until Ctrl-C. */
@Command(
        name = "broker",
        mixinStandardHelpOptions = true,
        description = "Run a real Kafka broker (KRaft, one node) until Ctrl-C; its data survives restarts.")
public final class BrokerCommand implements Callable<Integer> {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "Folder of its data (default: ${DEFAULT-VALUE})")
    private Path data = Path.of("data");

    @Option(
            names = "--host",
            defaultValue = "localhost",
            description = "Address to listen on and to tell clients (default: ${DEFAULT-VALUE})")
    private String host = "localhost";

    @Option(
            names = "--port",
            defaultValue = "9092",
            description = "Port; 0 takes a free one (default: ${DEFAULT-VALUE})")
    private int port;

    @Override
    public Integer call() throws InterruptedException {
        if (port != 0) {
            Ports.fault(host, port, "broker or demo").ifPresent(why -> {
                throw new ConfigurationException("--port=" + port + ": cannot listen there on " + host + ": " + why);
            });
        }
        CountDownLatch stop = new CountDownLatch(1);
        ShutdownSignals.onFirst(stop::countDown);
        try (EmbeddedBroker broker = EmbeddedBroker.start(new BrokerDataDir(data, false).kafka(), host, port)) {
            System.out.println("Kafka is ready at " + broker.bootstrap());
            EmbeddedBroker.haltOnFailure(() -> stop.getCount() == 0);
            stop.await();
        }
        return 0;
    }
}
