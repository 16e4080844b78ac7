package io.moodstream.launcher;

import io.moodstream.broker.BrokerException;
import io.moodstream.broker.EmbeddedBroker;
import java.io.IOException;
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
final class BrokerCommand implements Callable<Integer> {
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

    /** Set by the demo, whose child this broker then is: it lives until its standard input ends. */
    @Option(names = "--managed", hidden = true)
    private boolean managed;

    /** Set with it: the data go when the broker does, also when the demo was killed and cannot see to it. */
    @Option(names = "--temporary", hidden = true)
    private boolean temporary;

    @Override
    public Integer call() throws InterruptedException, IOException {
        CountDownLatch stop = new CountDownLatch(1);
        if (managed) {
            Interrupts.ignoreCtrlC();
        } else {
            Interrupts.onFirst(stop::countDown);
        }
        try (EmbeddedBroker broker = EmbeddedBroker.start(data.resolve("kafka"), host, port)) {
            System.out.println((managed ? BrokerProcess.READY : "Kafka is ready at ") + broker.bootstrap());
            watchForFailure(stop);
            if (managed) {
                while (System.in.read() >= 0) {
                    // The parent writes nothing: it is alive as long as this does not end.
                }
            } else {
                stop.await();
            }
        }
        new DemoFolder(data, temporary).close();
        return 0;
    }

    private static void watchForFailure(CountDownLatch stop) {
        Thread watch = new Thread(() -> {
            try {
                String why = EmbeddedBroker.awaitFailure();
                if (stop.getCount() > 0) {
                    System.err.println("moodstream: the broker has failed: " + why);
                    Runtime.getRuntime().halt(1);
                }
            } catch (InterruptedException e) {
                throw new BrokerException("Interrupted while watching the broker", e);
            }
        });
        watch.setDaemon(true);
        watch.start();
    }
}
