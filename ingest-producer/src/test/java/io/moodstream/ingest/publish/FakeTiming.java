package io.moodstream.ingest.publish;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A clock that jumps to whatever is waited for. */
public final class FakeTiming implements Timing {
    public final List<Instant> jumps = new ArrayList<>();
    Instant now;
    Instant stopAt = Instant.MAX;

    public FakeTiming(Instant now) {
        this.now = now;
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public boolean waitUntil(Instant then) {
        if (then.isAfter(now)) {
            now = then;
            jumps.add(then);
        }
        return now.isBefore(stopAt);
    }
}
