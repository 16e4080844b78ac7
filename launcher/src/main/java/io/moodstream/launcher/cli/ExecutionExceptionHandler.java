package io.moodstream.launcher.cli;

import io.moodstream.broker.BrokerException;
import io.moodstream.kit.ConfigurationException;
import io.moodstream.kit.KafkaFaults;
import io.moodstream.kit.KafkaUnreachableException;
import io.moodstream.kit.MachineFaults;
import io.moodstream.kit.Spelling;
import io.moodstream.kit.StageFailedException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns exceptions into sentences on stderr and exit codes. No other class does. */
public final class ExecutionExceptionHandler implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception fault, CommandLine line, ParseResult parsed) {
        if (fault instanceof ConfigurationException) {
            print(line, StageFlags.asWritten(String.valueOf(fault.getMessage()), line.getCommandSpec()));
            return ExitCode.USAGE;
        }
        Optional<String> refused = fault instanceof KafkaException ? KafkaFaults.sentence(fault) : Optional.empty();
        if (refused.isPresent()) {
            print(line, refused.get());
            return ExitCode.USAGE;
        }
        LoggerFactory.getLogger(ExecutionExceptionHandler.class).debug("Stack trace", fault);
        if (fault instanceof StoppedException stopped) {
            print(line, String.valueOf(fault.getMessage()));
            return stopped.exitCode();
        }
        print(line, sentence(fault));
        return ExitCode.SOFTWARE;
    }

    /** Prints what is wrong with the options or arguments and where to read more. */
    public static int usage(ParameterException fault, String[] args) {
        CommandLine line = fault.getCommandLine();
        String meant = fault instanceof UnmatchedArgumentException unknown
                ? meant(unknown.getUnmatched().get(0), line.getCommandSpec())
                : "";
        print(
                line,
                plain(String.valueOf(fault.getMessage())) + meant + " (see `"
                        + line.getCommandSpec().qualifiedName() + " --help`)");
        return ExitCode.USAGE;
    }

    /** Picocli names Java's types. */
    private static String plain(String message) {
        return message.replaceAll("('-?\\d+') is not an? (int|long)\\b", "$1 is too large")
                .replaceAll("is not an? (int|long)\\b", "is not a whole number")
                .replaceAll("is not a double\\b", "is not a number");
    }

    private static String meant(String word, CommandSpec command) {
        List<String> known = word.startsWith("-")
                ? List.copyOf(command.optionsMap().keySet())
                : List.copyOf(command.subcommands().keySet());
        return Spelling.hint(word, known);
    }

    private static String sentence(Exception fault) {
        boolean ours = fault instanceof CommandFailedException
                || fault instanceof KafkaUnreachableException
                || fault instanceof StageFailedException
                || fault instanceof BrokerException;
        if (ours && fault.getMessage() != null) {
            return fault.getMessage();
        }
        Optional<String> ofTheMachine = MachineFaults.sentence(fault);
        if (ofTheMachine.isPresent()) {
            return ofTheMachine.get();
        }
        if (fault instanceof IOException) {
            return "Input or output failed: " + fault.getMessage();
        }
        return fault.getMessage() == null ? fault.getClass().getSimpleName() : fault.getMessage();
    }

    private static void print(CommandLine line, String message) {
        message.lines().forEach(sentence -> line.getErr().println("moodstream: " + sentence));
        line.getErr().flush();
    }
}
