package io.moodstream.dashboard.lectures;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.moodstream.dashboard.http.Access;
import io.moodstream.dashboard.http.PageLanguage;
import io.moodstream.dashboard.http.Problem;
import io.moodstream.dashboard.http.Routes;
import io.moodstream.dashboard.topics.TopicListener;
import io.moodstream.reports.LectureReports;
import io.moodstream.schemas.LectureReport;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Serves the reports of ended lectures to teachers, as a page, as a PDF and as JSON. */
public final class ReportRoutes implements Routes, TopicListener, AutoCloseable {
    /** The page contains its own style and loads nothing. */
    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Access access;
    private final Lectures lectures;
    private final ReportStore store;

    /** Estimates shares, which takes some 20 ms for each report: too long for the reader of the topics. */
    private final ThreadPoolExecutor estimates = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
                Thread made = new Thread(task, "report-shares");
                made.setDaemon(true);
                return made;
            },
            new ThreadPoolExecutor.DiscardPolicy()); // of reports that come while it closes

    /**
     * @param lectures get the estimated shares of their reports
     * @param store keeps the reports
     */
    public ReportRoutes(Access access, Lectures lectures, ReportStore store) {
        this.access = access;
        this.lectures = lectures;
        this.store = store;
    }

    @Override
    public void report(LectureReport report) {
        store.put(report);
        String id = report.getLectureId();
        estimates.execute(() -> store.get(id).ifPresent(this::estimate));
    }

    @Override
    public void deleted(String lecture) {
        store.remove(lecture);
    }

    private void estimate(LectureReport report) {
        lectures.shares(
                report.getLectureId(),
                report.getEndedAt(),
                LectureReports.shares(report).orElse(Map.of()));
    }

    @Override
    public void close() {
        estimates.shutdownNow();
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/lectures/{id}/report.html", this::page);
        routes.get("/api/lectures/{id}/report.pdf", this::pdf);
        routes.get("/api/lectures/{id}/report.json", this::json);
    }

    private void page(Context ctx) {
        LectureReport report = record(ctx);
        ctx.header("Content-Security-Policy", POLICY)
                .contentType("text/html; charset=utf-8")
                .result(in(ctx).in(PageLanguage.of(ctx)).onSite().html(report, List.of()));
    }

    private void pdf(Context ctx) {
        LectureReport report = record(ctx);
        ctx.contentType("application/pdf")
                .result(in(ctx).in(PageLanguage.of(ctx)).pdf(report, List.of()));
    }

    private void json(Context ctx) {
        LectureReport report = record(ctx);
        ctx.contentType("application/json")
                .result(LectureReports.inUtc().json(report, List.of())); // the same for every zone
    }

    /** Returns a writer with times of the zone that the request names, or of UTC. */
    private static LectureReports in(Context ctx) {
        String zone = ctx.queryParam("zone");
        try {
            return zone == null ? LectureReports.inUtc() : LectureReports.in(ZoneId.of(zone));
        } catch (DateTimeException e) {
            throw Problem.badValue("zone", String.valueOf(zone), "a time zone such as Europe/Berlin");
        }
    }

    private LectureReport record(Context ctx) {
        access.caller(ctx).requireTeacher();
        String id = ctx.pathParam("id");
        return store.get(id).orElseThrow(() -> Problem.of(404, "There is no report of the lecture " + id));
    }
}
