package io.moodstream.launcher.demo;

import java.io.PrintWriter;

/** What the demo says: lines of news, and its progress below them. Safe for use by several threads. */
final class DemoTerminal {
    private final PrintWriter out;
    private final DemoProgress progress = new DemoProgress();

    DemoTerminal(PrintWriter out) {
        this.out = out;
    }

    synchronized void say(String line) {
        progress.breakLine();
        out.println(line);
        out.flush();
    }

    synchronized void showProgress(DemoFrames frames) {
        progress.show(frames.accounts().account(), frames.latencies(), frames.framesPerSecond(), frames.dropped());
    }
}
