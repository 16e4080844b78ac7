package io.moodstream.kit;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;

/**
 * Bounds the memory and the disk that RocksDB takes, which keeps the published reports: one store for each partition. Kafka's
 * defaults allow each of them 48 MB of writes and 50 MB of reads: memory would grow for days. Reports are written once a
 * lecture and hardly ever read, so little is enough.
 */
public final class RocksDbLimits implements RocksDBConfigSetter {
    /** Writes of a store that are kept in memory until they go to disk, bytes; twice that while they do. */
    private static final long WRITES = 128 << 10;

    private static final int BUFFERS = 2;

    /**
     * What a store takes for its list of files, bytes, which has some hundred. RocksDB takes 4 MB by default.
     */
    private static final long FILE_LIST = 64 << 10;

    /**
     * The size at which a store begins its list of files anew, bytes: room for more than a thousand files. RocksDB notes
     * every change there, and by default begins anew at a gigabyte.
     */
    private static final long MOST_FILE_LIST = 4 * FILE_LIST;

    /** What was read last, of all stores together, bytes. */
    private static final long READS = 32 << 20;

    /** Shared by all stores, and so never closed. */
    private static final Cache CACHE = new LRUCache(READS);

    /** Called by Kafka Streams. */
    public RocksDbLimits() {}

    @Override
    public void setConfig(String store, Options options, Map<String, Object> configs) {
        limit(options, WRITES, CACHE);
    }

    /**
     * Bounds a store.
     *
     * @param writes what it keeps in memory until it goes to disk, bytes; twice that while it does
     * @param reads what was read last, of all stores together
     */
    public static void limit(Options options, long writes, Cache reads) {
        options.setWriteBufferSize(writes);
        options.setMaxWriteBufferNumber(BUFFERS);
        options.setManifestPreallocationSize(FILE_LIST);
        options.setMaxManifestFileSize(MOST_FILE_LIST);
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(reads);
        options.setTableFormatConfig(table);
    }

    @Override
    public void close(String store, Options options) {
        // Nothing belongs to a store alone.
    }
}
