package io.moodstream.kit.ledger;

import io.moodstream.kit.topics.FrameKey;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.Keys;
import io.moodstream.schemas.SourceSignal;
import io.moodstream.schemas.SourceStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Adds up what became of all frames of lectures: published = with faces + without + dead-lettered + lost + under way +
 * missing + expired. Add the topic sources first, then frames, emotions and dead-letters, each up to its end as it is
 * then: so nothing that is published meanwhile looks missing.
 *
 * <p>The stages keep the order of a partition. So a frame without a result is missing if a record that was written after
 * it in the same partition has come out of the pipeline; until then it is under way. A frame that is in no topic any
 * more is missing if all results of its run are still kept, and counts as expired otherwise. Not thread-safe.
 */
public final class Ledger {
    private record SignalId(FrameKey frame, SourceSignal signal, Instant at) {}

    private final Instant now;
    private final Instant resultsKeptSince;
    private final Map<String, Map<String, Map<String, RunFrames>>> lectures = new TreeMap<>();
    private final Set<String> deleted = new HashSet<>();
    private final Map<String, Long> late = new HashMap<>();
    private final Map<SignalId, Place> signals = new HashMap<>();

    /** Offset of the latest record that has come out of the pipeline, by partition of the topic frames. */
    private final Map<Integer, Long> passed = new HashMap<>();

    /**
     * Creates an empty ledger.
     *
     * @param now wall clock; a publisher whose latest status is a minute older has stopped
     * @param resultsKeptSince results that were written later are still kept in the topic emotions
     */
    public Ledger(Instant now, Instant resultsKeptSince) {
        this.now = now;
        this.resultsKeptSince = resultsKeptSince;
    }

    /** Adds the status of a run; a later one replaces it. */
    public void status(SourceStatus status) {
        deleted.remove(Keys.run(status.getLectureId(), status.getSourceId(), status.getRun()));
        run(Keys.source(status.getLectureId(), status.getSourceId()), status.getRun())
                .status(status);
    }

    /**
     * Adds that a status was deleted, because the source's user was erased or its lecture deleted: what is left of the run
     * is not counted.
     *
     * @param run its key, {@code lectureId/sourceId/run}
     */
    public void deleted(String run) {
        deleted.add(run);
    }

    /** Adds a record of the topic frames: a picture or a signal. */
    public void frame(Frame frame, int partition, long offset) {
        Place place = new Place(partition, offset);
        FrameKey key = FrameKey.of(frame);
        if (frame.getSignal() != null) {
            signals.putIfAbsent(new SignalId(key, frame.getSignal(), frame.getCapturedAt()), place);
        } else {
            run(key.source(), key.run()).frame(key.sequence(), place);
        }
    }

    /** Adds a record of the topic emotions: a result or a signal. */
    public void emotions(FaceEmotions emotions) {
        FrameKey key = FrameKey.of(emotions);
        SourceSignal signal = emotions.getSignal();
        if (signal == null) {
            pass(run(key.source(), key.run())
                    .result(key.sequence(), !emotions.getFaces().isEmpty()));
            return;
        }
        pass(signals.remove(new SignalId(key, signal, emotions.getCapturedAt())));
        if (signal == SourceSignal.BEGIN && key.sequence() == 0) {
            run(key.source(), key.run()).beginningSeen();
        }
    }

    /** Adds a frame, or its faces, that a stage could not process. */
    public void deadLetter(FrameKey frame, String reason) {
        pass(run(frame.source(), frame.run()).deadLetter(frame.sequence(), reason));
    }

    /**
     * Adds a record that a stage could not decode.
     *
     * @param source its key, {@code lectureId/sourceId}
     * @param reason the reason of the dead letter
     */
    public void undecodable(String source, String reason) {
        run(source, "").deadLetter(reason);
    }

    /** Adds a frame that its publisher has sent as a dead letter. */
    public void refused(FrameKey frame, String reason) {
        run(frame.source(), frame.run()).refused(frame.sequence(), reason);
    }

    /** Sets how many results of a lecture came too late for their windows. */
    public void late(String lecture, long frames) {
        late.put(lecture, frames);
    }

    /** Returns the accounts of all lectures, by name. */
    public List<LectureAccount> accounts() {
        List<LectureAccount> accounts = new ArrayList<>();
        lectures.forEach((lecture, sources) -> accounts.add(account(lecture, sources)));
        accounts.removeIf(account -> account.sources().isEmpty());
        return accounts;
    }

    private LectureAccount account(String lecture, Map<String, Map<String, RunFrames>> sources) {
        List<SourceAccount> accounts = new ArrayList<>();
        sources.forEach((source, runs) -> {
            List<Discrepancy> wrong = new ArrayList<>();
            List<RunFrames> counted = runs.entrySet().stream()
                    .filter(run -> !deleted.contains(Keys.run(lecture, source, run.getKey())))
                    .map(Map.Entry::getValue)
                    .toList();
            if (counted.isEmpty()) {
                return;
            }
            FrameSums sums = counted.stream()
                    .map(run -> run.sums(now, resultsKeptSince, this::isPassed, wrong))
                    .reduce(FrameSums.NONE, FrameSums::plus);
            accounts.add(new SourceAccount(source, sums, wrong));
        });
        FrameSums total = accounts.stream().map(SourceAccount::frames).reduce(FrameSums.NONE, FrameSums::plus);
        return new LectureAccount(lecture, accounts, total, late.getOrDefault(lecture, 0L));
    }

    private void pass(@Nullable Place place) {
        if (place != null) {
            passed.merge(place.partition(), place.offset(), Math::max);
        }
    }

    private boolean isPassed(Place place) {
        return place.offset() < passed.getOrDefault(place.partition(), -1L);
    }

    private RunFrames run(String key, String run) {
        int slash = key.indexOf('/');
        return lectures.computeIfAbsent(key.substring(0, Math.max(0, slash)), any -> new TreeMap<>())
                .computeIfAbsent(key.substring(slash + 1), any -> new TreeMap<>())
                .computeIfAbsent(run, RunFrames::new);
    }
}
