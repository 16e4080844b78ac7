package io.moodstream.launcher.benchmark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Holds what a live page shows, computed from the events as the page does. Thread-safe. */
final class LivePicture {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Map<String, Long> counts = new TreeMap<>();
    private final Map<String, Integer> shown = new HashMap<>();
    private @Nullable String lastId;
    private boolean over;

    /**
     * Applies an event.
     *
     * @throws IllegalArgumentException if its data is not JSON
     */
    synchronized void take(EventLines.Event event) {
        counts.merge(event.type(), 1L, Long::sum);
        lastId = event.id();
        switch (event.type()) {
            case "lecture" -> {
                JsonNode lecture = json(event.data());
                over = !lecture.path("running").asBoolean()
                        && lecture.path("report").isObject();
                show("lecture", event);
            }
            case "mood" -> show("mood " + json(event.data()).path("from").asText(), event);
            case "attention" -> show("attention " + episode(json(event.data())), event);
            default -> {} // nothing that stays
        }
    }

    /** A hash is enough to compare by. */
    private void show(String key, EventLines.Event event) {
        shown.put(key, event.data().hashCode());
    }

    private static String episode(JsonNode episode) {
        return episode.path("source").asText() + " " + episode.path("track").asText() + " "
                + episode.path("since").asText();
    }

    private static JsonNode json(String data) {
        try {
            return MAPPER.readTree(data);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON: " + data, e);
        }
    }

    /** Returns whether the whole state has arrived and further events are live. */
    synchronized boolean isReady() {
        return counts.containsKey("ready");
    }

    /** Returns whether the lecture has ended and its report has arrived. */
    synchronized boolean isOver() {
        return over;
    }

    /** Returns a value that is equal for pages that show the same and have the same last event. */
    synchronized Object state() {
        return Map.of("shown", Map.copyOf(shown), "last", String.valueOf(lastId));
    }

    /** Returns the number of events by type. */
    synchronized Map<String, Long> counts() {
        return new TreeMap<>(counts);
    }
}
