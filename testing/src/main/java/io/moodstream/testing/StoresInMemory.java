package io.moodstream.testing;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.Env;
import org.rocksdb.Options;
import org.rocksdb.RocksMemEnv;

/**
 * Keeps what stores write in memory, and nothing on disk. A test driver commits after each record and opens all stores
 * for each test, so that tests on a disk mostly wait for it.
 */
public final class StoresInMemory implements RocksDBConfigSetter {
    /** Shared by all stores, and so never closed. */
    private static final Env MEMORY = new RocksMemEnv(Env.getDefault());

    /** Called by Kafka Streams. */
    public StoresInMemory() {}

    @Override
    public void setConfig(String store, Options options, Map<String, Object> configs) {
        options.setEnv(MEMORY);
    }

    @Override
    public void close(String store, Options options) {
        // Nothing belongs to a store alone.
    }
}
