package io.moodstream.launcher.benchmark.growth;

import java.lang.management.ManagementFactory;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;

/** Measures the memory of the state stores of this process, as Kafka Streams' metrics tell it. */
final class RocksDbMemory {
    private static final ObjectName STORES = name("kafka.streams:type=stream-state-metrics,rocksdb-state-id=*,*");

    private RocksDbMemory() {}

    /** Returns the bytes of all stores: writes that are not on disk yet, and the blocks that were read last. */
    static long bytes() {
        MBeanServer metrics = ManagementFactory.getPlatformMBeanServer();
        long sum = 0;
        long blocks = 0;
        for (ObjectName store : metrics.queryNames(STORES, null)) {
            sum += bytes(metrics, store, "size-all-mem-tables");
            // All stores share one cache, and each tells all of it.
            blocks = Math.max(blocks, bytes(metrics, store, "block-cache-usage"));
        }
        return sum + blocks;
    }

    private static long bytes(MBeanServer metrics, ObjectName store, String name) {
        try {
            return ((Number) metrics.getAttribute(store, name)).longValue();
        } catch (InstanceNotFoundException | RuntimeMBeanException e) {
            return 0; // it has been closed meanwhile
        } catch (JMException e) {
            throw new IllegalStateException("Kafka Streams tells nothing of " + name, e);
        }
    }

    private static ObjectName name(String pattern) {
        try {
            return new ObjectName(pattern);
        } catch (MalformedObjectNameException e) {
            throw new IllegalArgumentException(pattern, e);
        }
    }
}
