package io.moodstream.launcher.benchmark.growth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.FlushOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

class SmallStoresTest {
    private static final byte[] KEY = {1};

    @TempDir
    private Path folder;

    @BeforeAll
    static void load() {
        RocksDB.loadLibrary();
    }

    @Test
    void aStoresListOfFilesIsBegunAnewInsteadOfGrowingForEver() throws Exception {
        assertThat(listAfterFlushes(new SmallStores(), 300)).isLessThan(2 * 1024);
    }

    private long listAfterFlushes(RocksDBConfigSetter setter, int flushes) throws Exception {
        try (Options options = options(setter);
                RocksDB store = RocksDB.open(options, folder.toString());
                FlushOptions wait = new FlushOptions().setWaitForFlush(true)) {
            for (int i = 0; i < flushes; i++) {
                write(store, i, wait);
            }
            return FolderSize.of(folder, file -> file.getFileName().toString().startsWith("MANIFEST"));
        }
    }

    private static void write(RocksDB store, int i, FlushOptions wait) throws RocksDBException {
        store.put(KEY, new byte[] {(byte) i});
        store.flush(wait);
    }

    private static Options options(RocksDBConfigSetter setter) {
        Options options = new Options().setCreateIfMissing(true).setTableFormatConfig(new BlockBasedTableConfig());
        setter.setConfig("store", options, Map.of());
        return options;
    }
}
