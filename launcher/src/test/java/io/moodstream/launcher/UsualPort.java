package io.moodstream.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.jspecify.annotations.Nullable;

/**
 * The port that a demo's broker prefers. Tests take it first: two demos that start at the same time, in different JVMs,
 * would both find it free.
 */
public final class UsualPort {
    private static final int PORT = 9092;

    private static @Nullable ServerSocket taken;

    private UsualPort() {}

    /** Keeps the port busy until this JVM ends, unless somebody else does. */
    public static synchronized void take() {
        if (taken == null) {
            try {
                taken = new ServerSocket(PORT, 1, InetAddress.getByName("localhost"));
            } catch (IOException e) {
                System.out.println("Port " + PORT + " is taken already: " + e.getMessage());
            }
        }
    }
}
