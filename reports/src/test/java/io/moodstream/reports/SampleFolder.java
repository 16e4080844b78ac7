package io.moodstream.reports;

import java.nio.file.Path;
import java.util.List;

/** Writes the sample's report into the folder that is named, to look at it: docs/pictures/report.png is of it. */
final class SampleFolder {
    private SampleFolder() {}

    public static void main(String[] args) throws Exception {
        LectureReports.inUtc().write(SampleHour.report(), List.of(SampleHour.earlier()), Path.of(args[0]));
    }
}
