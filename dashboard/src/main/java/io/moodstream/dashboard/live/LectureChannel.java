package io.moodstream.dashboard.live;

import io.moodstream.dashboard.lectures.LiveJson;
import io.moodstream.dashboard.lectures.Revised;
import io.moodstream.dashboard.lectures.SourceJson;
import io.moodstream.dashboard.lectures.SummaryJson;
import io.moodstream.dashboard.lectures.Visibility;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The listeners of one lecture. Used by one thread only; every event is encoded once for all of them. */
final class LectureChannel {
    private final ChannelSnapshot state;
    private final List<Listener> listeners = new ArrayList<>();
    private final Map<String, SourceJson> lastSources = new HashMap<>();
    private @Nullable SummaryJson lastSummary;
    private long position;
    private long slow;

    LectureChannel(ChannelSnapshot state) {
        this.state = state;
        this.position = state.revision();
    }

    /**
     * Adds a listener and sends it the state.
     *
     * @param since the last revision it has received; 0 for none
     */
    void join(LiveConnection connection, Visibility visibility, long since) {
        long received = Math.max(since, state.revision());
        connection.begin(state.since(since, visibility));
        listeners.add(new Listener(connection, visibility, received));
    }

    void send(Revised<?> change) {
        position = change.revision();
        Map<Visibility, byte[]> events = new EnumMap<>(Visibility.class);
        listeners.stream()
                .filter(listener -> listener.received() < change.revision())
                .filter(listener -> listener.visibility().maySee(change.json()))
                .forEach(listener -> send(
                        listener,
                        events.computeIfAbsent(
                                listener.visibility(),
                                visibility ->
                                        ServerSentEvent.of(change.json().shownTo(visibility), state.id(position)))));
    }

    /** Sends the lecture's summary if it has changed, and to teachers its sources that have, and the pipeline's health. */
    void sendNow() {
        state.summary().filter(summary -> !summary.equals(lastSummary)).ifPresent(this::sendSummary);
        if (listeners.stream().anyMatch(listener -> listener.visibility() == Visibility.TEACHERS)) {
            state.sources().stream()
                    .filter(source -> !source.equals(lastSources.put(source.id(), source)))
                    .forEach(this::sendToTeachers);
            state.health().ifPresent(this::sendToTeachers);
        }
    }

    private void sendSummary(SummaryJson summary) {
        lastSummary = summary;
        Map<Visibility, byte[]> events = new EnumMap<>(Visibility.class);
        for (Listener listener : listeners) {
            send(
                    listener,
                    events.computeIfAbsent(
                            listener.visibility(), visibility -> state.event(summary, visibility, position)));
        }
    }

    private void sendToTeachers(LiveJson json) {
        byte[] event = ServerSentEvent.of(json);
        listeners.stream()
                .filter(listener -> listener.visibility().maySee(json))
                .forEach(listener -> send(listener, event));
    }

    void ping() {
        listeners.forEach(listener -> send(listener, ServerSentEvent.PING));
    }

    void close() {
        listeners.forEach(listener -> listener.connection().close());
    }

    /** Removes listeners that have disconnected and returns whether none is left. */
    boolean forget() {
        listeners.removeIf(listener -> listener.connection().isClosed());
        return listeners.isEmpty();
    }

    /** Returns and resets the number of listeners that were dropped because they read too slowly. */
    long takeSlow() {
        long dropped = slow;
        slow = 0;
        return dropped;
    }

    private void send(Listener listener, byte[] event) {
        if (!listener.connection().send(event)) {
            slow++;
        }
    }

    private record Listener(LiveConnection connection, Visibility visibility, long received) {}
}
