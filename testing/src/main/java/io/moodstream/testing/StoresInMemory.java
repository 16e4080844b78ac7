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
    /** Called by Kafka Streams. */
    public StoresInMemory() {}

    @Override
    public void setConfig(String store, Options options, Map<String, Object> configs) {
        // Of its own, as the driver's folder is when it is opened anew; never closed, as the store is closed later.
        options.setEnv(new RocksMemEnv(Env.getDefault()));
    }

    @Override
    public void close(String store, Options options) {
        // The store still writes when it is closed.
    }
}
