package io.moodstream.launcher.torture;

import java.util.Locale;

/** Lists what can happen to a part of the pipeline. What is ended is started again when the fault is over. */
enum Fault {
    /** One of the two instances of a stage is killed. */
    KILL_STAGE("SIGKILL, an instance", 2, 8),
    /** Both instances of a stage are killed. */
    KILL_WHOLE_STAGE("SIGKILL, both instances", 2, 8),
    /** An instance stands still: for a moment, or for longer than Kafka waits for it. */
    FREEZE_STAGE("SIGSTOP, then SIGCONT", 1, 15),
    /** An instance is asked to stop, and started again. */
    RESTART_STAGE("restart", 0, 2),
    /** All instances of all stages are restarted, each when the one before works; only then with the present schemas. */
    ROLLING_RESTART("upgrade, one after the other", 40, 60),
    /** A third instance comes and goes. */
    ADD_INSTANCE("one instance more", 6, 12),
    /** An instance is killed, and finds a disk without room when it is started again. */
    FULL_DISK("full disk, an instance", 2, 8),
    /** A broker is killed that is not the active controller. */
    KILL_BROKER("SIGKILL, a broker", 2, 10),
    /** The broker that is the active controller is killed. */
    KILL_CONTROLLER("SIGKILL, the controller", 2, 10),
    /** A broker stands still. */
    FREEZE_BROKER("SIGSTOP, then SIGCONT, a broker", 3, 12),
    /** A broker is asked to stop, and started again. */
    RESTART_BROKER("restart, a broker", 0, 2),
    /** All brokers are killed. */
    KILL_ALL_BROKERS("SIGKILL, all brokers", 2, 10),
    /** The process that plays the file is killed. */
    KILL_INGEST("SIGKILL, ingest of the file", 1, 4);

    private final String title;
    private final int shortest;
    private final int longest;

    Fault(String title, int shortest, int longest) {
        this.title = title;
        this.shortest = shortest;
        this.longest = longest;
    }

    /** Returns its name on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns what the table calls it. */
    String title() {
        return title;
    }

    /** Returns the shortest time that it takes, seconds. */
    int shortest() {
        return shortest;
    }

    /** Returns the longest time that it takes, seconds. */
    int longest() {
        return longest;
    }

    /** Returns whether it happens to a stage. */
    boolean ofStage() {
        return switch (this) {
            case KILL_STAGE, KILL_WHOLE_STAGE, FREEZE_STAGE, RESTART_STAGE, ADD_INSTANCE, FULL_DISK -> true;
            default -> false;
        };
    }
}
