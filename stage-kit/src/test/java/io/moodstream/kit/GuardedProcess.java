package io.moodstream.kit;

import io.moodstream.kit.Lookahead.Started;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Works on records as a stage does, two at a time, with a decoder that ends or blocks the process on some of them. */
final class GuardedProcess {
    private GuardedProcess() {}

    /** Takes the folder of the notes and the records; prints what became of each. */
    public static void main(String[] args) {
        try (RecordGuard guard = RecordGuard.open(Path.of(args[0]), "guarded", Duration.ofSeconds(1));
                Lookahead<String, String> ahead = new Lookahead<>("guarded", 2, guard, GuardedProcess::decode)) {
            Deserializer<Started<String, String>> records =
                    ahead.reading(new StringDeserializer()).deserializer();
            List<Started<String, String>> underWay = new ArrayList<>();
            for (String record : List.of(args).subList(1, args.length)) {
                underWay.add(records.deserialize("records", record.getBytes(StandardCharsets.UTF_8)));
                if (underWay.size() == 2) {
                    answer(underWay.remove(0));
                }
            }
            underWay.forEach(GuardedProcess::answer);
        }
    }

    private static String decode(String record) {
        if (record.equals("aborts")) {
            Runtime.getRuntime().halt(134); // as abort() in native code: no hook and no finally runs
        }
        while (record.equals("hangs")) {
            LockSupport.park();
        }
        return "decoded";
    }

    private static void answer(Started<String, String> record) {
        String answer;
        try {
            answer = record.result();
        } catch (RuntimeException e) {
            answer = String.valueOf(e.getMessage());
        }
        System.out.println(record.value() + "=" + answer);
    }
}
