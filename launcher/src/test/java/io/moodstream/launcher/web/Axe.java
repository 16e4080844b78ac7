package io.moodstream.launcher.web;

import io.moodstream.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Deque's axe-core, which the pages' own tests bring along: what keeps people from using a page (WCAG 2.1 A and AA). */
final class Axe {
    private static final Path SCRIPT =
            SharedData.projectRoot().resolve("dashboard/web/node_modules/axe-core/axe.min.js");

    private static final String RUN = """
            axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"] }).then(
              (result) => done(result.violations.flatMap((violation) =>
                violation.nodes.map((node) => `${violation.id}: ${node.target.join(" ")}: ${node.failureSummary}`))),
              (error) => done([String(error)]));
            """;

    private Axe() {}

    /** The violations in what a page shows now: rule, where, how to mend it. */
    static List<String> violations(Browser browser) throws IOException {
        browser.script(Files.readString(SCRIPT));
        return ((List<?>) browser.await(RUN, Map.of()))
                .stream().map(String::valueOf).toList();
    }
}
