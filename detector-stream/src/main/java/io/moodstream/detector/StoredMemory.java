package io.moodstream.detector;

import io.moodstream.detector.models.Box;
import io.moodstream.detector.state.SourceState;
import io.moodstream.detector.state.TrackState;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Converts between what is remembered of a source and the state that the store holds. */
final class StoredMemory {
    private StoredMemory() {}

    static SourceMemory read(@Nullable SourceState state) {
        if (state == null) {
            return SourceMemory.NONE;
        }
        List<Track> tracks = state.getTracks().stream().map(StoredMemory::track).toList();
        return new SourceMemory(
                new SeenFrames(state.getRuns()),
                new SourceTracks(state.getNextId(), Instant.ofEpochMilli(state.getSeenUntil()), tracks),
                new MainFace(state.getMainTrack(), state.getRival(), Instant.ofEpochMilli(state.getRivalSince())),
                new StillPicture(state.getContent(), Instant.ofEpochMilli(state.getStillSince())),
                new Background(state.getBackground()),
                state.getSequence());
    }

    private static Track track(TrackState state) {
        return new Track(
                state.getId(),
                new Box(state.getX(), state.getY(), state.getWidth(), state.getHeight()),
                Surroundings.of(state.getSurroundings()),
                Instant.ofEpochMilli(state.getSeenAt()),
                state.getMissed());
    }

    static SourceState write(SourceMemory memory, long touchedAt) {
        SourceTracks tracks = memory.tracks();
        return new SourceState(
                tracks.nextId(),
                tracks.seenUntil().toEpochMilli(),
                touchedAt,
                tracks.tracks().stream().map(StoredMemory::state).toList(),
                memory.main().track(),
                memory.main().rival(),
                memory.main().rivalSince().toEpochMilli(),
                memory.picture().content(),
                memory.picture().since().toEpochMilli(),
                memory.background().cells(),
                memory.sequence(),
                memory.seen().runs());
    }

    private static TrackState state(Track track) {
        Box box = track.box();
        return new TrackState(
                track.id(),
                box.x(),
                box.y(),
                box.width(),
                box.height(),
                track.seenAt().toEpochMilli(),
                track.missed(),
                ByteBuffer.wrap(track.surroundings().colours()));
    }
}
