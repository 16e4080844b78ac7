package io.moodstream.launcher.benchmark.growth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moodstream.kit.ConfigurationException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file of JSON lines: the load, then a line for each sample, each on the disk before the next is measured. A run that
 * was cut is read up to its last whole line.
 */
final class SoakFile implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String SECONDS = "seconds";

    private final @Nullable BufferedWriter writer;

    /** @param file to write, or nothing */
    SoakFile(@Nullable Path file) throws IOException {
        this.writer = file == null ? null : Files.newBufferedWriter(file);
    }

    void write(SoakLoad load) throws IOException {
        write(MAPPER.writeValueAsString(load));
    }

    void write(SoakSample sample) throws IOException {
        ObjectNode line = MAPPER.createObjectNode().put(SECONDS, round(sample.seconds()));
        for (SoakMeasure measure : SoakMeasure.values()) {
            Double value = sample.values().get(measure);
            if (value != null) {
                line.put(measure.key(), round(value));
            }
        }
        write(line.toString());
    }

    private static double round(double value) {
        return Math.round(1000 * value) / 1000.0;
    }

    private void write(String line) throws IOException {
        if (writer != null) {
            writer.write(line);
            writer.newLine();
            writer.flush();
        }
    }

    /**
     * Reads a file.
     *
     * @throws ConfigurationException if it is not one of a soak
     */
    static SoakResult read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        try {
            SoakLoad load = MAPPER.readValue(lines.isEmpty() ? "" : lines.get(0), SoakLoad.class);
            List<SoakSample> samples = new ArrayList<>();
            for (int i = 1; i < lines.size(); i++) {
                if (i < lines.size() - 1 || lines.get(i).endsWith("}")) { // or it was cut
                    samples.add(sample(MAPPER.readTree(lines.get(i))));
                }
            }
            return SoakResult.of(load, samples);
        } catch (JsonProcessingException e) {
            throw new ConfigurationException(
                    "--from=" + file + ": expected the JSON lines that benchmark soak --json has written");
        }
    }

    private static SoakSample sample(JsonNode line) {
        Map<SoakMeasure, Double> values = new EnumMap<>(SoakMeasure.class);
        line.properties()
                .forEach(field -> SoakMeasure.of(field.getKey())
                        .ifPresent(
                                measure -> values.put(measure, field.getValue().asDouble())));
        return new SoakSample(line.path(SECONDS).asDouble(), values);
    }

    @Override
    public void close() throws IOException {
        if (writer != null) {
            writer.close();
        }
    }
}
