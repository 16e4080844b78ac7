package io.moodstream.ingest.publish;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Notes every call of a listener as a line. */
public final class NotedCalls implements PublishListener {
    public final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public void publishing(String source, long sequence, long publishedAtMillis) {
        lines.add("publishing " + source + " " + sequence);
    }

    @Override
    public void acknowledged(String source, long sequence, int partition, long offset) {
        lines.add("acknowledged " + source + " " + sequence);
    }

    @Override
    public void deadLettered(String source, long sequence, String reason) {
        lines.add("dead-lettered " + source + " " + sequence + " " + reason);
    }

    @Override
    public void lost(String source, long sequence, String reason) {
        lines.add("lost " + source + " " + sequence + " " + reason);
    }

    @Override
    public void scaled(String source, long sequence) {
        lines.add("scaled " + source + " " + sequence);
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
    public void failed(String source, String reason) {
        lines.add("failed " + source + " " + reason);
    }

    public long count(String beginning) {
        return lines.stream().filter(line -> line.startsWith(beginning)).count();
    }
}
