package io.moodstream.ingest.publish;

import io.moodstream.kit.topics.FrameKey;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Notes every call of a listener as a line. */
public final class NotedCalls implements PublishListener {
    public final List<String> lines = new CopyOnWriteArrayList<>();
    public volatile boolean behind;

    @Override
    public boolean isBehind() {
        return behind;
    }

    @Override
    public void publishing(FrameKey frame, long publishedAtMillis) {
        lines.add("publishing " + frame.source() + " " + frame.sequence());
    }

    @Override
    public void acknowledged(FrameKey frame, int partition, long offset) {
        lines.add("acknowledged " + frame.source() + " " + frame.sequence());
    }

    @Override
    public void deadLettered(FrameKey frame, String reason) {
        lines.add("dead-lettered " + frame.source() + " " + frame.sequence() + " " + reason);
    }

    @Override
    public void broken(FrameKey frame) {
        lines.add("broken " + frame.source() + " " + frame.sequence());
    }

    @Override
    public void lost(FrameKey frame, String reason) {
        lines.add("lost " + frame.source() + " " + frame.sequence() + " " + reason);
    }

    @Override
    public void scaled(FrameKey frame) {
        lines.add("scaled " + frame.source() + " " + frame.sequence());
    }

    @Override
    public void dropped(String source, String reason) {
        lines.add("dropped " + source + " " + reason);
    }

    @Override
    public void reconnected(String source) {
        lines.add("reconnected " + source);
    }

    @Override
    public void ended(String source, long frames) {
        lines.add("ended " + source + " " + frames);
    }

    @Override
    public void sourceFailed(String source, String reason) {
        lines.add("source failed " + source + " " + reason);
    }

    @Override
    public void failed(String source, String reason) {
        lines.add("failed " + source + " " + reason);
    }

    public long count(String beginning) {
        return lines.stream().filter(line -> line.startsWith(beginning)).count();
    }
}
