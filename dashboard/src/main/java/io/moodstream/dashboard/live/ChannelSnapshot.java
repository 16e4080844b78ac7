package io.moodstream.dashboard.live;

import io.moodstream.dashboard.http.Access;
import io.moodstream.dashboard.lectures.HealthJson;
import io.moodstream.dashboard.lectures.Lecture;
import io.moodstream.dashboard.lectures.Lectures;
import io.moodstream.dashboard.lectures.LiveJson;
import io.moodstream.dashboard.lectures.Revised;
import io.moodstream.dashboard.lectures.SummaryJson;
import io.moodstream.dashboard.lectures.Visibility;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What those who listen to a lecture are told at first. Used on one thread only. */
final class ChannelSnapshot {
    private final String lecture;
    private final String run;
    private final Lectures lectures;
    private final Access access;

    /** The whole, kept for the next who come: after a break all come at once. */
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

    EventId id(long revision) {
        return new EventId(run, revision);
    }

    byte[] event(SummaryJson summary, Visibility audience, long revision) {
        return ServerSentEvent.of(summary.shownTo(audience, access), id(revision));
    }

    /**
     * How the lecture is now, what has changed since a revision (all if it is 0), and that this was it. The whole is the
     * same array for all who come: it may be megabytes.
     */
    List<byte[]> since(long revision, Visibility audience) {
        List<byte[]> state = new ArrayList<>();
        state.add(ServerSentEvent.RETRY);
        summary().ifPresent(summary -> state.add(event(summary, audience, revision)));
        state.add(revision == 0 ? whole(audience) : changes(revision, audience));
        state.add(ServerSentEvent.READY);
        return state;
    }

    private byte[] whole(Visibility audience) {
        long revision = revision();
        Whole known = wholes.get(audience);
        if (known == null || known.revision() != revision) {
            known = new Whole(revision, changes(0, audience));
            wholes.put(audience, known);
        }
        return known.events();
    }

    /** In the order of their revisions: who breaks off in the middle can go on from there. */
    private byte[] changes(long since, Visibility audience) {
        ByteArrayOutputStream events = new ByteArrayOutputStream();
        List<Revised<? extends LiveJson>> changes =
                lectures.get(lecture).map(known -> known.changesSince(since)).orElse(List.of());
        for (Revised<? extends LiveJson> change : changes) {
            if (audience.mayHear(change.json())) {
                events.writeBytes(ServerSentEvent.of(change.json(), id(change.revision())));
            }
        }
        return events.toByteArray();
    }

    private record Whole(long revision, byte[] events) {}
}
