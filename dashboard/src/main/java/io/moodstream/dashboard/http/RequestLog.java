package io.moodstream.dashboard.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures all requests, and writes a line about each if that is wanted. Query strings, cookies and headers are not
 * written: they may hold join codes and tokens.
 */
public final class RequestLog implements Routes {
    private static final Logger LOG = LoggerFactory.getLogger(RequestLog.class);
    private static final String BEGUN = "begun";

    private final MeterRegistry metrics;
    private final ClientAddress addresses;
    private final boolean writes;

    /**
     * @param metrics gets the timer {@code moodstream.http.requests}, by method and status
     * @param writes whether a line is written about each request
     */
    public RequestLog(MeterRegistry metrics, boolean trustProxy, boolean writes) {
        this.metrics = metrics;
        this.addresses = new ClientAddress(trustProxy);
        this.writes = writes;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.before(ctx -> ctx.attribute(BEGUN, System.nanoTime()));
        routes.after(this::ended);
    }

    private void ended(Context ctx) {
        Long begun = ctx.attribute(BEGUN);
        long nanos = begun == null ? 0 : System.nanoTime() - begun; // refused before anything else
        String method = AsGet.original(ctx);
        String status = Integer.toString(ctx.statusCode());
        Timer.builder("moodstream.http.requests")
                .description("HTTP requests to the dashboard, by method and status")
                .tags("method", method, "status", status)
                .register(metrics)
                .record(nanos, TimeUnit.NANOSECONDS);
        if (writes) {
            LOG.info(
                    "{} {} {} {} {} ms",
                    addresses.of(ctx),
                    method,
                    ctx.path(),
                    status,
                    TimeUnit.NANOSECONDS.toMillis(nanos));
        }
    }
}
