package io.moodstream.launcher.demo;

import java.io.PrintWriter;

/** Prints the demo's lines and its progress below them. Thread-safe. */
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
