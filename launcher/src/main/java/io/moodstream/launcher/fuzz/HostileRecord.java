package io.moodstream.launcher.fuzz;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A record as anybody may write it to a topic.
 *
 * @param topic the topic's name
 * @param key any bytes, or none
 * @param value any bytes, or none
 * @param header name of its only header
 * @param content of the header, or none
 */
record HostileRecord(
        String topic, byte @Nullable [] key, byte @Nullable [] value, String header, byte @Nullable [] content) {

    HostileRecord withKey(byte @Nullable [] other) {
        return new HostileRecord(topic, other, value, header, content);
    }

    HostileRecord withValue(byte @Nullable [] other) {
        return new HostileRecord(topic, key, other, header, content);
    }

    HostileRecord withHeader(String name, byte @Nullable [] other) {
        return new HostileRecord(topic, key, value, name, other);
    }

    /** Returns it as one input. */
    byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(topic);
            out.writeUTF(header);
            write(out, key);
            write(out, value);
            write(out, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Reads what {@link #toBytes} has written. */
    static HostileRecord of(byte[] input) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(input))) {
            String topic = in.readUTF();
            String header = in.readUTF();
            return new HostileRecord(topic, read(in), read(in), header, read(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns its header. */
    Headers headers() {
        RecordHeaders headers = new RecordHeaders();
        headers.add(header, content);
        return headers;
    }

    private static void write(DataOutputStream out, byte @Nullable [] bytes) throws IOException {
        out.writeInt(bytes == null ? -1 : bytes.length);
        out.write(bytes == null ? new byte[0] : bytes);
    }

    private static byte @Nullable [] read(DataInputStream in) throws IOException {
        int length = in.readInt();
        return length < 0 ? null : in.readNBytes(length);
    }
}
