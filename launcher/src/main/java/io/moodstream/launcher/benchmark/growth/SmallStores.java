package io.moodstream.launcher.benchmark.growth;

import io.moodstream.kit.RocksDbLimits;
import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;

/**
 * Lets the stores of a soak keep so little in memory, and so few files, that they have all that they may have when the
 * warm-up is over. With the usual bounds ({@link RocksDbLimits}) that takes hours.
 */
public final class SmallStores implements RocksDBConfigSetter {
    /** The least that RocksDB takes, bytes. */
    private static final long WRITES = 64 << 10;

    /** Files that are merged into one. */
    private static final int FILES = 2;

    /** The size at which the list of files is begun anew, bytes. */
    private static final int FILE_LIST = 1 << 10;

    /** Shared by all stores, and so never closed. */
    private static final Cache CACHE = cache();

    /** Called by Kafka Streams. */
    public SmallStores() {}

    /** Kafka looks this class up by its name, before it has loaded RocksDB. */
    private static Cache cache() {
        RocksDB.loadLibrary();
        return new LRUCache(1 << 20);
    }

    @Override
    public void setConfig(String store, Options options, Map<String, Object> configs) {
        RocksDbLimits.limit(options, WRITES, CACHE);
        options.setLevel0FileNumCompactionTrigger(FILES);
        options.setMaxManifestFileSize(FILE_LIST);
    }

    @Override
    public void close(String store, Options options) {
        // Nothing belongs to a store alone.
    }
}
