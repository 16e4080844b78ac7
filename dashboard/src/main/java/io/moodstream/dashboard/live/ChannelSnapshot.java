package io.moodstream.dashboard.live;

import io.moodstream.dashboard.http.Access;
import io.moodstream.dashboard.lectures.HealthJson;
import io.moodstream.dashboard.lectures.Lecture;
import io.moodstream.dashboard.lectures.Lectures;
import io.moodstream.dashboard.lectures.LiveJson;
import io.moodstream.dashboard.lectures.Revised;
import io.moodstream.dashboard.lectures.SourceJson;
import io.moodstream.dashboard.lectures.SummaryJson;
import io.moodstream.dashboard.lectures.Visibility;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The state of a lecture that a new listener receives first. Used by one thread only. */
final class ChannelSnapshot {
    private final String lecture;
    private final String run;
    private final Lectures lectures;
    private final Access access;

    /** The complete state, cached: after an interruption all listeners reconnect at once. */
    private final Map<Visibility, Whole> wholes = new EnumMap<>(Visibility.class);

    ChannelSnapshot(String lecture, String run, Lectures lectures, Access access) {
        this.lecture = lecture;
        this.run = run;
        this.lectures = lectures;
        this.access = access;
    }

    long revision() {
        return lectures.get(lecture).map(Lecture::revision).orElse(0L);
    }

    Optional<SummaryJson> summary() {
        return lectures.summary(lecture);
    }

    Optional<HealthJson> health() {
        return lectures.health(lecture);
    }

    List<SourceJson> sources() {
        return lectures.sources(lecture);
    }

    EventId id(long revision) {
        return new EventId(run, revision);
    }

    byte[] event(SummaryJson summary, Visibility visibility, long revision) {
        return ServerSentEvent.of(summary.shownTo(visibility, access), id(revision));
    }

    /**
     * Returns the lecture's summary, what has changed after a revision (everything if it is 0), and the event ready.
     * The complete state is one array that all listeners share, because it may be megabytes.
     */
    List<byte[]> since(long revision, Visibility visibility) {
        List<byte[]> state = new ArrayList<>();
        state.add(ServerSentEvent.RETRY);
        summary().ifPresent(summary -> state.add(event(summary, visibility, revision)));
        state.add(revision == 0 ? whole(visibility) : changes(revision, visibility));
        if (visibility == Visibility.TEACHERS) {
            sources().forEach(source -> state.add(ServerSentEvent.of(source)));
        }
        state.add(ServerSentEvent.READY);
        return state;
    }

    private byte[] whole(Visibility visibility) {
        long revision = revision();
        Whole known = wholes.get(visibility);
        if (known == null || known.revision() != revision) {
            known = new Whole(revision, changes(0, visibility));
            wholes.put(visibility, known);
        }
        return known.events();
    }

    /** Returns the changes in the order of their revisions, so that an interrupted listener can continue from there. */
    private byte[] changes(long since, Visibility visibility) {
        ByteArrayOutputStream events = new ByteArrayOutputStream();
        List<Revised<? extends LiveJson>> changes =
                lectures.get(lecture).map(known -> known.changesSince(since)).orElse(List.of());
        for (Revised<? extends LiveJson> change : changes) {
            if (visibility.maySee(change.json())) {
                events.writeBytes(ServerSentEvent.of(change.json().shownTo(visibility), id(change.revision())));
            }
        }
        return events.toByteArray();
    }

    private record Whole(long revision, byte[] events) {}
}
