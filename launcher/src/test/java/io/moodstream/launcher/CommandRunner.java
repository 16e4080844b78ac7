package io.moodstream.launcher;

import io.moodstream.broker.EmbeddedBroker;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs the moodstream command as its users do: through the real parser, in this JVM or in one of its own.
 *
 * @param last words that end every command line, such as the broker's address
 */
public record CommandRunner(List<String> last) {

    /**
     * What a command has left.
     *
     * @param code its exit code
     * @param out its standard output
     * @param err its standard error
     */
    public record Outcome(int code, String out, String err) {}

    /** Returns a runner whose commands say everything themselves. */
    public static CommandRunner plain() {
        return new CommandRunner(List.of());
    }

    /** Returns a runner whose commands talk to a broker. */
    public static CommandRunner at(EmbeddedBroker broker) {
        return new CommandRunner(List.of("--bootstrap", broker.bootstrap()));
    }

    /** Runs the command in this JVM and waits for its end. */
    public Outcome run(Object... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Moodstream.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(words(args).toArray(String[]::new));
        return new Outcome(code, out.toString(), err.toString());
    }

    /** Returns the command as a process of its own that has not started yet: small, and quick to start. */
    public ProcessBuilder process(Object... args) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Moodstream.class.getName()));
        command.addAll(words(args));
        return new ProcessBuilder(command);
    }

    /**
     * Runs the command in a JVM of its own, with the product's logging for it and its children, and with this JVM's
     * measuring of covered lines; waits for its end.
     */
    public Outcome runAsProduct(Object... args) throws IOException, InterruptedException {
        Path out = Files.createTempFile("moodstream", ".out");
        Path err = Files.createTempFile("moodstream", ".err");
        ProcessBuilder process = process(args).redirectOutput(out.toFile()).redirectError(err.toFile());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-javaagent:"))
                .forEach(agent -> process.command().add(1, agent));
        process.environment().put("JDK_JAVA_OPTIONS", "-Dlogback.configurationFile=logback.xml");
        int code = process.start().waitFor();
        Outcome outcome = new Outcome(code, Files.readString(out), Files.readString(err));
        Files.delete(out);
        Files.delete(err);
        return outcome;
    }

    private List<String> words(Object... args) {
        return Stream.concat(Stream.of(args).map(Object::toString), last.stream())
                .toList();
    }
}
