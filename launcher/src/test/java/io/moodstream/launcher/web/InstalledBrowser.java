package io.moodstream.launcher.web;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The Chromium of this machine and what drives it.
 *
 * @param chromium the browser
 * @param driver its chromedriver
 */
record InstalledBrowser(Path chromium, Path driver) {
    /** What to do where there is none. */
    static final String ADVICE = "needs Chromium and its driver, which are not here; on Debian and Ubuntu:"
            + " apt-get install chromium chromium-driver";

    private static final List<String> PLACES =
            List.of("/usr/bin", "/usr/local/bin", "/usr/lib/chromium", "/usr/lib/chromium-browser", "/snap/bin");

    /** The one on the PATH or in the usual places. */
    static Optional<InstalledBrowser> find() {
        return find("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
                .flatMap(browser -> find("chromedriver").map(driver -> new InstalledBrowser(browser, driver)));
    }

    private static Optional<Path> find(String... names) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        List<String> folders = Stream.concat(Arrays.stream(path.split(File.pathSeparator)), PLACES.stream())
                .filter(folder -> !folder.isBlank())
                .toList();
        return Arrays.stream(names)
                .flatMap(name -> folders.stream().map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
