package io.moodstream.reports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.moodstream.reports.statistics.Confusion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Holds the known error rates of a lecture's models.
 *
 * @param confusion counts of labelled faces, summed over several models; empty if one of the models is not known
 * @param from the data behind the counts, a phrase for each model; empty if nothing is known
 */
record ModelErrors(Optional<Confusion> confusion, List<String> from) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]+");

    /** Returns the error rates of the models with these ids; those of the bundled models are known. */
    static ModelErrors of(List<String> models) {
        List<Optional<JsonNode>> known =
                models.stream().map(ModelErrors::resource).toList();
        if (known.isEmpty() || known.stream().anyMatch(Optional::isEmpty)) {
            return new ModelErrors(Optional.empty(), List.of());
        }
        List<JsonNode> found = known.stream().flatMap(Optional::stream).toList();
        return new ModelErrors(
                found.stream().map(ModelErrors::confusion).reduce(Confusion::plus),
                found.stream()
                        .map(node -> node.path("model").asText() + ": "
                                + node.path("from").asText())
                        .toList());
    }

    private static Confusion confusion(JsonNode node) {
        return new Confusion(MAPPER.convertValue(node.path("counts"), double[][].class));
    }

    private static Optional<JsonNode> resource(String model) {
        if (!ID.matcher(model).matches()) {
            return Optional.empty();
        }
        try (InputStream file = ModelErrors.class.getResourceAsStream("/confusion/" + model + ".json")) {
            return file == null ? Optional.empty() : Optional.of(MAPPER.readTree(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
