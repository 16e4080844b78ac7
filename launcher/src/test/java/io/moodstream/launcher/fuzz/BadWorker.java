package io.moodstream.launcher.fuzz;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A worker whose kinds do what a product must not: each does as it is called. */
public final class BadWorker {
    private BadWorker() {}

    /** Reads inputs as {@link FuzzWorker} does. */
    public static void main(String[] args) {
        FuzzWorker.work(
                new FuzzKind(args[0], 1, folder -> {
                    if (args[0].equals("refuses-to-start")) {
                        throw new IllegalStateException("no model");
                    }
                    return new Bad(args[0]);
                }),
                args);
    }

    private record Bad(String deed) implements FuzzTarget {
        @Override
        public List<byte[]> good() {
            return List.of(new byte[0]);
        }

        @Override
        public byte[] draw(Random random) {
            return new byte[] {1};
        }

        @Override
        public Optional<String> read(byte[] input) throws Exception {
            if (input.length > 0) {
                switch (deed) {
                    case "halts" -> Runtime.getRuntime().halt(7);
                    case "crashes" -> crash();
                    case "waits" -> Thread.currentThread().join();
                    case "chatters" ->
                        new PrintStream(new FileOutputStream(FileDescriptor.out), true).println("a library says so");
                    default -> throw new IllegalArgumentException(deed);
                }
            }
            return Optional.empty();
        }
    }

    /** As a native library does: the virtual machine writes its report, and ends. */
    private static void crash() throws Exception {
        new ProcessBuilder("sh", "-c", "kill -SEGV " + ProcessHandle.current().pid()).start();
        Thread.currentThread().join();
    }
}
