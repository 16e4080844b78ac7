package io.moodstream.launcher.demo;

import io.moodstream.dashboard.Dashboard;
import io.moodstream.dashboard.DashboardMain;
import io.moodstream.kit.Settings;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The dashboard in the demo's process, which starts while the stages do; or none. */
public final class DemoDashboard implements AutoCloseable {
    private final Optional<CompletableFuture<Dashboard>> starting;

    private DemoDashboard(Optional<CompletableFuture<Dashboard>> starting) {
        this.starting = starting;
    }

    /**
     * Begins to start it; the topics must be there.
     *
     * @param wanted whether there is to be one
     */
    public static DemoDashboard start(Settings settings, boolean wanted) {
        return new DemoDashboard(
                wanted
                        ? Optional.of(CompletableFuture.supplyAsync(
                                () -> DashboardMain.start(
                                        settings.with(DemoStages.metricsPort(settings, DemoStages.COUNT))),
                                task -> new Thread(task, "start-dashboard").start()))
                        : Optional.empty());
    }

    /** Waits until it serves, if there is one: where it is, or what kept it from starting. */
    public Optional<String> awaitUrl() {
        try {
            return starting.map(CompletableFuture::join).map(Dashboard::url);
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    @Override
    public void close() {
        starting.map(dashboard -> dashboard.exceptionally(failed -> null).join())
                .ifPresent(Dashboard::close);
    }
}
