package io.moodstream.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/**
 * Finds every schema that a record type ever had: {@code /history/<Name>.<n>.avsc} on the class path, n counting from 1
 * without a gap. The current one is the last. Schemas evolve backward compatibly, so all of them can be read.
 */
final class SchemaHistory {
    private SchemaHistory() {}

    /** Returns all known schemas of the given record: the current one and its predecessors. */
    static List<Schema> of(Schema current) {
        List<Schema> schemas = new ArrayList<>();
        schemas.add(current);
        for (int n = 1; ; n++) {
            String file = "/history/" + current.getName() + "." + n + ".avsc";
            try (InputStream in = SchemaHistory.class.getResourceAsStream(file)) {
                if (in == null) {
                    return schemas;
                }
                schemas.add(new Schema.Parser().parse(in));
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read " + file, e);
            }
        }
    }
}
