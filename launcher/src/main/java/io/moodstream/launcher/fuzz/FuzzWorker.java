package io.moodstream.launcher.fuzz;

import io.moodstream.broker.Folders;
import io.moodstream.broker.Signals;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Reads inputs in a process of its own, which may crash or hang: {@code KIND SEED FROM UNTIL LIMIT_MS FOLDER WORK}.
 * Prints a line for each input. An input lies in the folder while it is read, and stays there if it is a find or slow,
 * or ends the process. What is worked on lies in a folder that is deleted.
 */
final class FuzzWorker {
    /** The line that comes before the first input. */
    static final String READY = "ready";

    private FuzzWorker() {}

    /** Reads the inputs and ends the process, with 0 if they were read. */
    public static void main(String[] args) {
        work(FuzzKind.named(args[0]), args);
    }

    /** Reads inputs of that kind and ends the process. */
    static void work(FuzzKind kind, String... args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        Path folder = Path.of(args[5]);
        Path own = Path.of(args[6]);
        // The parent, which Ctrl-C or a service manager ends as well, decides; this process then deletes its folder.
        List.of("INT", "TERM").forEach(signal -> Signals.on(signal, () -> {}));
        endWithInput(own);
        try (FuzzTarget target = kind.opener().open(own)) {
            FuzzSession session = new FuzzSession(
                    target, kind.name(), Long.parseLong(args[1]), Duration.ofMillis(Long.parseLong(args[4])));
            session.run(
                    Integer.parseInt(args[2]),
                    Integer.parseInt(args[3]),
                    () -> out.println(READY),
                    number -> write(file(folder, kind.name(), number), session.input(number)),
                    result -> {
                        if (result.isHarmless()) {
                            delete(file(folder, kind.name(), result.number()));
                        }
                        out.println(result.line());
                    });
        } catch (Exception | Error e) {
            e.printStackTrace();
            System.err.println(e); // the last words, which the parent repeats
            System.exit(1);
        }
        System.exit(0); // whatever threads are left
    }

    /** The parent writes nothing: it is alive as long as the input does not end. */
    private static void endWithInput(Path own) {
        Thread end = new Thread(
                () -> {
                    try {
                        System.in.transferTo(OutputStream.nullOutputStream());
                        Folders.delete(own);
                    } catch (IOException | UncheckedIOException e) {
                        System.err.println(own + " is not deleted here: " + e.getMessage());
                    } finally {
                        Runtime.getRuntime().halt(0); // whatever is being read
                    }
                },
                "fuzz-end");
        end.setDaemon(true);
        end.start();
    }

    /** Returns where an input is written. */
    static Path file(Path folder, String kind, int number) {
        return folder.resolve(kind + "-" + number + ".bin");
    }

    private static void write(Path file, byte[] input) {
        try {
            Files.write(file, input);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
