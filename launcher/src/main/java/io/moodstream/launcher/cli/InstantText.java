package io.moodstream.launcher.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Parses instants: 2026-03-02T08:00:00Z, another offset, or none, which means this machine's time zone. */
public final class InstantText implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String text) {
        try {
            TemporalAccessor moment =
                    DateTimeFormatter.ISO_DATE_TIME.parseBest(text.strip(), OffsetDateTime::from, LocalDateTime::from);
            return moment instanceof OffsetDateTime exact
                    ? exact.toInstant()
                    : ((LocalDateTime) moment).atZone(ZoneId.systemDefault()).toInstant();
        } catch (DateTimeException e) {
            throw new TypeConversionException(
                    "'" + text + "' is no moment such as 2026-03-02T08:00:00Z or 2026-03-02T09:00");
        }
    }
}
