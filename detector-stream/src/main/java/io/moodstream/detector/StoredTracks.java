package io.moodstream.detector;

import io.moodstream.detector.models.Box;
import io.moodstream.detector.state.SourceState;
import io.moodstream.detector.state.TrackState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Converts tracks to and from their form in the store. */
final class StoredTracks {
    private StoredTracks() {}

    static SourceTracks read(@Nullable SourceState state) {
        if (state == null) {
            return SourceTracks.NONE;
        }
        List<Track> tracks = state.getTracks().stream()
                .map(t -> new Track(
                        t.getId(),
                        new Box(t.getX(), t.getY(), t.getWidth(), t.getHeight()),
                        Instant.ofEpochMilli(t.getSeenAt()),
                        t.getMissed()))
                .toList();
        return new SourceTracks(state.getNextId(), Instant.ofEpochMilli(state.getSeenUntil()), tracks);
    }

    static SourceState write(SourceTracks tracks, long touchedAt) {
        List<TrackState> states = tracks.tracks().stream()
                .map(t -> new TrackState(
                        t.id(),
                        t.box().x(),
                        t.box().y(),
                        t.box().width(),
                        t.box().height(),
                        t.seenAt().toEpochMilli(),
                        t.missed()))
                .toList();
        return new SourceState(tracks.nextId(), tracks.seenUntil().toEpochMilli(), touchedAt, states);
    }
}
