package io.moodstream.dashboard.lectures;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.moodstream.dashboard.http.Access;
import io.moodstream.dashboard.http.Problem;
import io.moodstream.dashboard.http.Routes;
import io.moodstream.dashboard.topics.TopicListener;
import io.moodstream.reports.LectureReports;
import io.moodstream.schemas.LectureReport;
import java.util.List;

/** Serves the reports of ended lectures to teachers, as a page and as a PDF. */
public final class ReportRoutes implements Routes, TopicListener {
    /** The page contains its own style and loads nothing. */
    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Access access;
    private final LectureReports reports = LectureReports.inUtc();
    private final ReportStore store;

    /** @param most maximum reports that are kept, the latest ones */
    public ReportRoutes(Access access, int most) {
        this.access = access;
        this.store = new ReportStore(most);
    }

    @Override
    public void report(LectureReport report) {
        store.put(report);
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
        return store.get(id).orElseThrow(() -> Problem.of(404, "There is no report of the lecture " + id));
    }
}
