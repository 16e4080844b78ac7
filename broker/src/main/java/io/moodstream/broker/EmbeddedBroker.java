package io.moodstream.broker;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.bootstrap.BootstrapDirectory;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/**
 * Runs a real KRaft node, broker and controller in one, inside this JVM. Its data survives restarts, also on other
 * ports. Only one broker can use a folder.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final AtomicReference<@Nullable String> FAILURE = new AtomicReference<>();
    private static final CountDownLatch FAILED = new CountDownLatch(1);

    /** The data folders of the brokers in this JVM. */
    private static final Set<Path> FOLDERS = ConcurrentHashMap.newKeySet();

    /** With fewer files left to open, that was the reason. */
    private static final int SPARE_FILES = 16;

    private static final long LOOK_SECONDS = 2;

    /** With less room a disk counts as full: Kafka makes index files of 10 MB. */
    private static final long LEAST_BYTES = 12_000_000;

    private final KafkaRaftServer server;
    private final Path folder;
    private final FolderLock lock;
    private final String bootstrap;

    private EmbeddedBroker(KafkaRaftServer server, Path folder, FolderLock lock, String bootstrap) {
        this.server = server;
        this.folder = folder;
        this.lock = lock;
        this.bootstrap = bootstrap;
    }

    /**
     * Starts a broker that listens on localhost.
     *
     * @param folder folder of its data; created if it does not exist
     * @param port 0 takes a free one
     * @throws BrokerException if the port or the folder is in use, or the broker does not come up
     */
    public static EmbeddedBroker start(Path folder, int port) {
        return start(folder, "localhost", port);
    }

    /**
     * Starts a broker.
     *
     * @param folder folder of its data; created if it does not exist
     * @param host the address that it listens on and advertises to its clients
     * @param port 0 takes a free one
     * @throws BrokerException if the port or the folder is in use, or the broker does not come up
     */
    public static EmbeddedBroker start(Path folder, String host, int port) {
        return start(folder, host, port, Map.of());
    }

    /**
     * Starts a broker with properties of Kafka that override its own, such as those of TLS.
     *
     * @param folder folder of its data; created if it does not exist
     * @param host the address that it listens on and advertises to its clients
     * @param port 0 takes a free one
     * @param overrides property to value
     * @throws BrokerException if the port or the folder is in use, or the broker does not come up
     */
    public static EmbeddedBroker start(Path folder, String host, int port, Map<String, String> overrides) {
        return start(folder, host, ClusterNode.alone(port == 0 ? Ports.free() : port, Ports.free()), overrides);
    }

    /**
     * Starts a node of a cluster on localhost, and returns when it has joined the others: most of them must be there.
     *
     * @param folder folder of its data; created if it does not exist
     * @throws BrokerException if its port or the folder is in use, or the broker does not come up
     */
    static EmbeddedBroker start(Path folder, ClusterNode node) {
        return start(folder, "localhost", node, Map.of());
    }

    private static EmbeddedBroker start(Path folder, String host, ClusterNode node, Map<String, String> overrides) {
        trapExit();
        Ports.requireFree(host, node.port());
        FolderLock lock = FolderLock.take(folder);
        FOLDERS.add(folder);
        try {
            var properties = BrokerProperties.of(folder, host, node);
            properties.putAll(overrides);
            format(folder, node);
            KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
            server.startup();
            return new EmbeddedBroker(server, folder, lock, host + ":" + node.port());
        } catch (RuntimeException e) {
            lock.close();
            FOLDERS.remove(folder);
            throw new BrokerException(
                    "The broker cannot start on " + folder + ": " + BrokerException.rootMessage(e), e);
        }
    }

    /** Returns the broker's address, host:port. */
    public String bootstrap() {
        return bootstrap;
    }

    /**
     * Ends the JVM with a message when the broker fails because of a fatal error (a full disk, a broken log), or has hardly any
     * files left to open.
     *
     * @param stopping whether the broker is being stopped, which is no failure
     */
    public static void haltOnFailure(BooleanSupplier stopping) {
        Thread watch = new Thread(
                () -> {
                    awaitFailure();
                    if (!stopping.getAsBoolean()) {
                        System.err.println("moodstream: the broker has failed: " + FAILURE.get());
                        Runtime.getRuntime().halt(1);
                    }
                },
                "broker-failure");
        watch.setDaemon(true);
        watch.start();
    }

    private static void awaitFailure() {
        try {
            while (!FAILED.await(LOOK_SECONDS, TimeUnit.SECONDS)) {
                // Kafka goes on without the topics that it could not make, and accepts nobody any more.
                fewFiles().ifPresent(reason -> {
                    FAILURE.compareAndSet(null, reason);
                    FAILED.countDown();
                });
            }
        } catch (InterruptedException e) {
            throw new BrokerException("Interrupted while watching the broker", e);
        }
    }

    @Override
    public void close() {
        try {
            server.shutdown();
            server.awaitShutdown();
        } finally {
            FOLDERS.remove(folder);
            lock.close();
        }
    }

    /** Keeps Kafka from ending the JVM on fatal errors. */
    private static void trapExit() {
        Exit.setExitProcedure(EmbeddedBroker::failed);
        Exit.setHaltProcedure(EmbeddedBroker::failed);
    }

    private static void failed(int status, @Nullable String message) {
        FAILURE.compareAndSet(null, message == null ? reason(status, FOLDERS) : message);
        FAILED.countDown();
        throw new BrokerException("Kafka gave up: " + FAILURE.get(), null);
    }

    /** Kafka gives no reason when it can no longer write. */
    static String reason(int status, Collection<Path> folders) {
        return fewFiles().orElseGet(() -> fullDisk(status, folders));
    }

    private static String fullDisk(int status, Collection<Path> folders) {
        return folders.stream()
                .filter(folder -> folder.toFile().getUsableSpace() < LEAST_BYTES)
                .findFirst()
                .map(folder -> "no space is left on the disk of " + folder
                        + "; make room and start it again: it goes on with the records that it has acknowledged")
                .orElse("Kafka gave up with status " + status);
    }

    private static Optional<String> fewFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? fewFiles(system.getOpenFileDescriptorCount(), system.getMaxFileDescriptorCount())
                : Optional.empty();
    }

    /** Returns the sentence for a process that has this many files open of so many. */
    static Optional<String> fewFiles(long open, long most) {
        return open + SPARE_FILES > most
                ? Optional.of("it may not open more files than " + most
                        + "; give it more, such as `ulimit -n 4096` before it starts: it goes on with the records that it"
                        + " has acknowledged")
                : Optional.empty();
    }

    private static void format(Path folder, ClusterNode node) {
        Path log = folder.resolve("log");
        if (Files.exists(log.resolve("meta.properties"))) {
            requireReadable(log);
            return;
        }
        try {
            new Formatter()
                    .setClusterId(node.clusterId())
                    .setNodeId(node.id())
                    .addDirectory(log.toString())
                    .setMetadataLogDirectory(log.toString())
                    .setControllerListenerName("CONTROLLER")
                    .setPrintStream(new java.io.PrintStream(java.io.OutputStream.nullOutputStream(), true))
                    .run();
        } catch (IOException e) {
            throw new BrokerException("Cannot prepare " + log + ": " + BrokerException.rootMessage(e), e);
        } catch (Exception e) {
            throw new BrokerException("Cannot prepare " + log + ": " + BrokerException.rootMessage(e), e);
        }
    }

    /** Kafka gives no reason when it ends on the data of a newer Kafka. */
    private static void requireReadable(Path log) {
        MetadataVersion newest = MetadataVersion.latestProduction();
        if (metadataVersion(log) > newest.featureLevel()) {
            throw new BrokerException(
                    "a newer Kafka has made it; expected Kafka " + newest.shortVersion()
                            + " or older: take another folder, or the version of moodstream that has made it",
                    null);
        }
    }

    /** Kafka 4.4 no longer makes the file with it. */
    private static short metadataVersion(Path log) {
        if (!Files.exists(log.resolve(BootstrapDirectory.BINARY_BOOTSTRAP_FILENAME))) {
            return Short.MAX_VALUE;
        }
        try {
            return new BootstrapDirectory(log.toString()).read().featureLevel(MetadataVersion.FEATURE_NAME);
        } catch (Exception e) {
            throw new BrokerException("cannot read " + log + ": " + BrokerException.rootMessage(e), null);
        }
    }
}
