package io.moodstream.recommender;

import io.moodstream.kit.UsesKafka;
import io.moodstream.schemas.AvroSerde;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Builds the stores of the processors. */
@UsesKafka
final class AvroStores {
    private AvroStores() {}

    /** Returns a builder of a store of Avro values in memory, with a changelog, from which it is read after a start. */
    static <V extends SpecificRecordBase> StoreBuilder<KeyValueStore<String, V>> store(String name, Class<V> values) {
        return Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(name), Serdes.String(), new AvroSerde<>(values));
    }
}
