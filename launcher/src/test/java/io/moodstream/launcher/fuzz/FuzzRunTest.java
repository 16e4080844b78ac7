package io.moodstream.launcher.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 5, unit = TimeUnit.MINUTES)
class FuzzRunTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"halts, exit code 7", "crashes, the process ended with exit code"})
    void aProcessThatEndsIsAFindAndTheNextInputIsRead(String kind, String detail) throws Exception {
        FuzzTally tally = run(kind, LONG, LONG, 2);

        assertThat(tally.finds()).extracting(FuzzResult::number).containsExactly(0, 1);
        assertThat(tally.finds().get(0).detail()).contains(detail);
        assertThat(FuzzWorker.file(folder, kind, 0)).hasBinaryContent(new byte[] {1});
    }

    @Test
    void aProcessThatAnswersNoMoreIsEndedAndItsInputKept() throws Exception {
        FuzzTally tally = run("waits", LONG, Duration.ofSeconds(3), 1);

        assertThat(tally.finds()).extracting(FuzzResult::detail).containsExactly("no answer within 3 s");
        assertThat(FuzzWorker.file(folder, "waits", 0)).exists();
    }

    @Test
    void whatIsSlowTwiceIsAFindAndWhatALibraryPrintsIsLeftOut() throws Exception {
        assertThat(run("chatters", LONG, LONG, 3).finds()).isEmpty();
        assertThat(FuzzWorker.file(folder, "chatters", 0)).doesNotExist();

        FuzzTally tally = run("chatters", Duration.ZERO, LONG, 1);

        assertThat(tally.finds()).extracting(FuzzResult::detail).containsExactly("it took longer than 0 ms");
        assertThat(FuzzWorker.file(folder, "chatters", 0)).exists();
    }

    @Test
    void aKindThatCannotBeReadIsAFindInItsOwnWords() throws Exception {
        assertThat(run("refuses-to-start", LONG, LONG, 3).finds())
                .extracting(FuzzResult::detail)
                .containsExactly("the worker does not start: java.lang.IllegalStateException: no model");
    }

    @AfterEach
    void nothingIsLeftThatWasWorkedOn() throws Exception {
        try (Stream<Path> all = Files.list(folder)) {
            assertThat(all).noneMatch(file -> file.toString().contains("-work-"));
        }
        List<ProcessHandle> left = ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().commandLine().orElse("").contains("BadWorker"))
                .toList();
        assertThat(left).isEmpty();
    }

    private FuzzTally run(String kind, Duration limit, Duration patience, int inputs) throws Exception {
        return new FuzzRun(BadWorker.class, 1, folder, limit, patience).run(kind, 0, inputs);
    }
}
