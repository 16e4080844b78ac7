package io.moodstream.reports;

import java.nio.file.Path;
import java.util.List;

/** Writes the report of the sample hour into a folder: docs/pictures/report.png shows it. */
final class SampleFolder {
    private SampleFolder() {}

    public static void main(String[] args) throws Exception {
        LectureReports.inUtc().write(SampleHour.report(), List.of(SampleHour.earlier()), Path.of(args[0]));
    }
}
