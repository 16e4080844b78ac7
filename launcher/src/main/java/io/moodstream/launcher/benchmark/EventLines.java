package io.moodstream.launcher.benchmark;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Parses the lines of server-sent events (HTML Standard, 9.2.6) as far as the dashboard uses them. */
final class EventLines {
    /**
     * @param type its name
     * @param data its data
     * @param id the latest id of the stream; null before the first
     */
    record Event(String type, String data, @Nullable String id) {}

    private String type = "message";
    private final StringBuilder data = new StringBuilder();
    private @Nullable String id;

    /** Parses a line without its line end and returns the event that it completes, if any. */
    Optional<Event> take(String line) {
        if (line.isEmpty()) {
            return dispatch();
        }
        int colon = line.indexOf(':');
        String field = colon < 0 ? line : line.substring(0, colon);
        String value = colon < 0 ? "" : line.substring(colon + 1);
        set(field, value.startsWith(" ") ? value.substring(1) : value);
        return Optional.empty();
    }

    private void set(String field, String value) {
        switch (field) {
            case "event" -> type = value;
            case "data" -> data.append(data.isEmpty() ? "" : "\n").append(value);
            case "id" -> id = value;
            default -> {} // comments, retry
        }
    }

    private Optional<Event> dispatch() {
        Optional<Event> event = data.isEmpty() ? Optional.empty() : Optional.of(new Event(type, data.toString(), id));
        type = "message";
        data.setLength(0);
        return event;
    }
}
