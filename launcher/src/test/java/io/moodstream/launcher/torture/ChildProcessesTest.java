package io.moodstream.launcher.torture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.moodstream.launcher.cli.ParentWatch;
import io.moodstream.launcher.cli.ShutdownSignals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessesTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    /** Stands for a command of moodstream: it watches its parent, and works until it is ended. */
    static final class Worker {
        private Worker() {}

        public static void main(String[] words) throws InterruptedException {
            ParentWatch.startInChild();
            if (List.of(words).contains("tidy")) {
                ShutdownSignals.onFirst(() -> {
                    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
                    System.exit(Integer.parseInt(words[1]));
                });
                System.out.println("works");
            }
            if (List.of(words).contains("deaf")) {
                System.out.println("it is running");
            }
            if (List.of(words).contains("fail")) {
                System.err.println("no space left");
                System.exit(3);
            }
            new CountDownLatch(1).await();
        }
    }

    @Test
    void everyProcessEndsWhenTheyAreClosed() throws IOException {
        Child one;
        try (ChildProcesses children = new ChildProcesses(Worker.class.getName(), folder, "logs")) {
            one = children.start("one", List.of());
            assertThat(one.isAlive()).isTrue();
        }
        assertThat(one.isAlive()).isFalse();
    }

    @Test
    void aProcessEndsWithItsParentWhoseDeathClosesItsInput() throws IOException {
        try (ChildProcesses children = new ChildProcesses(Worker.class.getName(), folder, "logs")) {
            Child one = children.start("one", List.of());
            one.closeInput();
            assertThat(one.isAlive()).isFalse();
            assertThat(one.exitCode()).as("ended by itself, not killed").isEqualTo(1);
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aProcessThatIsAskedToStopHasTimeToEndInOrder() throws IOException {
        try (ChildProcesses children = new ChildProcesses(Worker.class.getName(), folder, "logs")) {
            assertThat(stopped(children, "0").exitCode()).isZero();
            assertThat(children.failures()).isEmpty();
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aProcessThatIsAskedToStopAndFailsIsTold() throws IOException {
        try (ChildProcesses children = new ChildProcesses(Worker.class.getName(), folder, "logs")) {
            stopped(children, "1");
            assertThat(children.failures())
                    .containsExactly("one was asked to stop and has ended with exit code 1: works");
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aProcessThatHasStartedMustNotBeEndedByTheSignalItself() throws IOException {
        try (ChildProcesses children = new ChildProcesses(Worker.class.getName(), folder, "logs")) {
            Child one = children.start("one", List.of("deaf"));
            awaitPrinted("it is running");
            one.stop();
            assertThat(children.failures())
                    .containsExactly("one was asked to stop and has ended with exit code 143: it is running");

            children.start("one", List.of()).stop();
            assertThat(children.failures())
                    .as("the next one has not started yet")
                    .hasSize(1);
        }
    }

    private Child stopped(ChildProcesses children, String exitCode) throws IOException {
        Child one = children.start("one", List.of("tidy", exitCode));
        awaitPrinted("works");
        one.stop();
        return one;
    }

    private void awaitPrinted(String words) {
        Path log = folder.resolve("logs").resolve("one.log");
        Awaitility.await().atMost(PATIENCE).until(() -> Files.readString(log).contains(words));
    }

    @Test
    void aProcessThatEndsByItselfIsToldWithItsLastWordsAndOneThatWasKilledIsNot() throws IOException {
        try (ChildProcesses children = new ChildProcesses(Worker.class.getName(), folder, "logs")) {
            Child failing = children.start("failing", List.of("fail"));
            children.start("killed", List.of()).kill();
            Awaitility.await().atMost(PATIENCE).until(() -> !failing.isAlive());

            assertThat(children.failures())
                    .containsExactly("failing has ended by itself with exit code 3: no space left");
        }
    }

    @Test
    void aProcessThatHasToEndByItselfMustSayWhyInItsLastLine() throws Exception {
        try (ChildProcesses children = new ChildProcesses(Worker.class.getName(), folder, "logs")) {
            children.start("full", List.of("fail"));
            children.awaitFailure("full", "no space");
            assertThat(children.failures()).isEmpty();

            children.start("silent", List.of("fail"));
            children.awaitFailure("silent", "the disk");
            assertThat(children.failures())
                    .containsExactly("silent has not said \"the disk\" when it ended: no space left");
        }
    }

    @Test
    void allEndAtOnceAlsoWhileSomebodyWaitsThatOneEndsByItself() throws Exception {
        ChildProcesses children = new ChildProcesses(Worker.class.getName(), folder, "logs");
        Child works = children.start("works", List.of());
        Thread waits = new Thread(() ->
                assertThatCode(() -> children.awaitFailure("works", "never")).doesNotThrowAnyException());
        waits.start();
        Awaitility.await().atMost(PATIENCE).until(() -> waits.getState() == Thread.State.TIMED_WAITING);

        CompletableFuture.runAsync(children::close).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

        assertThat(works.isAlive()).isFalse();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aProcessThatStoodStillGoesOn() throws Exception {
        try (ChildProcesses children = new ChildProcesses(Worker.class.getName(), folder, "logs")) {
            Child one = children.start("one", List.of());
            one.freeze(Duration.ofSeconds(1));
            one.stop();
            assertThat(one.exitCode()).as("it has seen SIGTERM").isEqualTo(143);
        }
    }
}
