package io.moodstream.launcher.stages;

import io.moodstream.dashboard.Dashboard;
import io.moodstream.dashboard.DashboardConfig;
import io.moodstream.dashboard.DashboardMain;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.launcher.access.Part;
import io.moodstream.launcher.cli.ConfiguredBy;
import io.moodstream.launcher.cli.SettingsOptions;
import io.moodstream.launcher.cli.ShutdownSignals;
import io.moodstream.launcher.cli.StageRunner;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs the dashboard alone. */
@Command(
        name = "dashboard",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Show lectures in the browser, take frames and pictures from browsers and programs, until Ctrl-C.")
@ConfiguredBy(
        value = {DashboardConfig.class, StageConfig.class},
        streams = false)
public final class DashboardCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private SettingsOptions options = new SettingsOptions();

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = options.settings();
        settings.check(List.of(StageConfig.class, DashboardConfig.class));
        DashboardPort.requireFree(settings);
        StageRunner.awaitTopics(settings, Part.DASHBOARD);
        CountDownLatch stop = new CountDownLatch(1);
        try (Dashboard dashboard = DashboardMain.start(settings)) {
            ShutdownSignals.onFirst(stop::countDown);
            say("Dashboard: " + dashboard.url() + "; Ctrl-C stops");
            say(DashboardPort.reach(settings));
            stop.await();
        }
        return 0;
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
