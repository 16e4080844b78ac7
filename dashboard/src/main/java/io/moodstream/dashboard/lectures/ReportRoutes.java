package io.moodstream.dashboard.lectures;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.moodstream.dashboard.http.Access;
import io.moodstream.dashboard.http.Problem;
import io.moodstream.dashboard.http.Routes;
import io.moodstream.dashboard.topics.TopicListener;
import io.moodstream.reports.LectureReports;
import io.moodstream.schemas.LectureReport;
import java.util.List;
import java.util.Optional;

/** The reports of lectures that have ended, as a page and as a PDF, for teachers. */
final class ReportRoutes implements Routes, TopicListener {
    /** Records kept, the latest heard of: each takes some hundred kilobytes. */
    private static final int MOST = 100;

    /** The page has its style within itself and needs nothing else. */
    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Access access;
    private final LectureReports reports = LectureReports.inUtc();
    private final Cache<String, LectureReport> records =
            Caffeine.newBuilder().maximumSize(MOST).build();

    ReportRoutes(Access access) {
        this.access = access;
    }

    @Override
    public void report(LectureReport report) {
        records.put(report.getLectureId(), report);
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/lectures/{id}/report.html", this::page);
        routes.get("/api/lectures/{id}/report.pdf", this::pdf);
    }

    private void page(Context ctx) {
        LectureReport report = record(ctx);
        ctx.header("Content-Security-Policy", POLICY)
                .contentType("text/html; charset=utf-8")
                .result(reports.html(report, List.of()));
    }

    private void pdf(Context ctx) {
        LectureReport report = record(ctx);
        ctx.contentType("application/pdf").result(reports.pdf(report, List.of()));
    }

    private LectureReport record(Context ctx) {
        access.caller(ctx).requireTeacher();
        String id = ctx.pathParam("id");
        return Optional.ofNullable(records.getIfPresent(id))
                .orElseThrow(() -> Problem.of(404, "There is no report of a lecture " + id));
    }
}
