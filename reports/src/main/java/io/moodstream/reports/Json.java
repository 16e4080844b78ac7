package io.moodstream.reports;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.time.Instant;

/** Findings as JSON: instants in UTC, shares of 0 to 1. The windows are in the table of the timeline. */
final class Json {
    private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");
    private static final ObjectWriter WRITER = JsonMapper.builder()
            .addModule(new SimpleModule().addSerializer(Instant.class, ToStringSerializer.instance))
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .build()
            .writer(new DefaultPrettyPrinter().withObjectIndenter(INDENT));

    private Json() {}

    static String of(Findings findings) {
        try {
            return WRITER.writeValueAsString(findings) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The findings cannot be written: " + e.getOriginalMessage(), e);
        }
    }
}
