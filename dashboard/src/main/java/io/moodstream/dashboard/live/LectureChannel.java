package io.moodstream.dashboard.live;

import io.moodstream.dashboard.lectures.HealthJson;
import io.moodstream.dashboard.lectures.Revised;
import io.moodstream.dashboard.lectures.SummaryJson;
import io.moodstream.dashboard.lectures.Visibility;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Those who listen to one lecture. Used on one thread only; every event is encoded once for all of them. */
final class LectureChannel {
    private final ChannelSnapshot state;
    private final List<Listener> listeners = new ArrayList<>();
    private @Nullable SummaryJson told;
    private long position;
    private long slow;

    LectureChannel(ChannelSnapshot state) {
        this.state = state;
        this.position = state.revision();
    }

    /** @param since the revision they have heard already; 0 for none */
    void join(LiveConnection connection, Visibility audience, long since) {
        long heard = Math.max(since, state.revision());
        connection.begin(state.since(since, audience));
        listeners.add(new Listener(connection, audience, heard));
    }

    void tell(Revised<?> change) {
        position = change.revision();
        byte[] event = ServerSentEvent.of(change.json(), state.id(position));
        listeners.stream()
                .filter(listener -> listener.heard() < change.revision())
                .filter(listener -> listener.audience().mayHear(change.json()))
                .forEach(listener -> send(listener, event));
    }

    /** Tells how the lecture is now, if that has changed, and how the pipeline does, while it runs. */
    void tellNow() {
        state.summary().filter(summary -> !summary.equals(told)).ifPresent(this::tellSummary);
        if (listeners.stream().anyMatch(listener -> listener.audience() == Visibility.TEACHERS)) {
            state.health().ifPresent(this::tellHealth);
        }
    }

    private void tellSummary(SummaryJson summary) {
        told = summary;
        Map<Visibility, byte[]> events = new EnumMap<>(Visibility.class);
        for (Listener listener : listeners) {
            send(
                    listener,
                    events.computeIfAbsent(listener.audience(), audience -> state.event(summary, audience, position)));
        }
    }

    private void tellHealth(HealthJson health) {
        byte[] event = ServerSentEvent.of(health);
        listeners.stream()
                .filter(listener -> listener.audience().mayHear(health))
                .forEach(listener -> send(listener, event));
    }

    void ping() {
        listeners.forEach(listener -> send(listener, ServerSentEvent.PING));
    }

    void close() {
        listeners.forEach(listener -> listener.connection().close());
    }

    /** Lets go of those that have gone; says whether nobody is left. */
    boolean forget() {
        listeners.removeIf(listener -> listener.connection().isClosed());
        return listeners.isEmpty();
    }

    /** How many were dropped since this was last asked, because they read too slowly. */
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

    private record Listener(LiveConnection connection, Visibility audience, long heard) {}
}
