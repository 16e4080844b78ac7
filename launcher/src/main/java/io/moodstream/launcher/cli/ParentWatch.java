package io.moodstream.launcher.cli;

import java.io.IOException;

/** Ends this process when the one that started it closes its standard input or dies. */
public final class ParentWatch {
    /** System property of a process that is to end with its parent. */
    public static final String CHILD = "moodstream.child";

    private ParentWatch() {}

    /** Begins to watch, if this process is to end with its parent. */
    public static void startInChild() {
        if (Boolean.getBoolean(CHILD)) {
            Thread watch = new Thread(ParentWatch::endWithParent, "parent-watch");
            watch.setDaemon(true);
            watch.start();
        }
    }

    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) {
                // The parent writes nothing: it is alive as long as the input does not end.
            }
        } catch (IOException e) {
            // It is gone as well.
        }
        Runtime.getRuntime().halt(1);
    }
}
