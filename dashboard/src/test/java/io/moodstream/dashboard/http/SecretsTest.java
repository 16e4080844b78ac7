package io.moodstream.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecretsTest {
    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");

    private final Secrets secrets = secrets("correct horse battery", NOW);

    @Test
    void onlyTheTokenIsTheToken() {
        assertThat(secrets.isToken("correct horse battery")).isTrue();
        assertThat(secrets.isToken("correct horse batterY")).isFalse();
        assertThat(secrets.isToken("")).isFalse();
    }

    @Test
    void aJoinCodeIsTheSameAfterARestartAndAnotherForEachLectureAndToken() {
        String code = secrets.joinCode("maths", "");
        assertThat(code).matches("[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}");
        assertThat(secrets("correct horse battery", NOW.plusSeconds(99)).joinCode("maths", ""))
                .isEqualTo(code);
        assertThat(secrets.joinCode("physics", "")).isNotEqualTo(code);
        assertThat(secrets("another token entirely", NOW).joinCode("maths", "")).isNotEqualTo(code);
    }

    @Test
    void aRenewedCodeEndsTheOldOne() {
        String code = secrets.joinCode("maths", "");
        assertThat(secrets.joinCode("maths", "renewed")).isNotEqualTo(code);
        assertThat(secrets.isJoinCode("maths", "renewed", code)).isFalse();
    }

    @Test
    void aJoinCodeMayBeTypedInAnyCaseWithoutItsHyphen() {
        String code = secrets.joinCode("maths", "");
        assertThat(secrets.isJoinCode("maths", "", code.toLowerCase().replace("-", " ")))
                .isTrue();
        assertThat(secrets.isJoinCode("physics", "", code)).isFalse();
        assertThat(secrets.isJoinCode("maths", "", "")).isFalse();
    }

    @Test
    void whatWasSignedHereHoldsUntilItsTimeIsOver() {
        String signed = secrets.signed("seat/maths/calm-otter-2718/u-1", Duration.ofHours(12));
        assertThat(secrets.verified(signed)).contains("seat/maths/calm-otter-2718/u-1");
        assertThat(secrets("correct horse battery", NOW.plus(Duration.ofHours(12)))
                        .verified(signed))
                .isEmpty();
    }

    @Test
    void whatWasChangedOrSignedElsewhereDoesNotHold() {
        String signed = secrets.signed("seat/maths/calm-otter-2718/u-1", Duration.ofHours(12));
        assertThat(secrets.verified(signed.replace("u-1", "u-2"))).isEmpty();
        assertThat(secrets("another token entirely", NOW).verified(signed)).isEmpty();
        assertThat(secrets.verified("")).isEmpty();
        assertThat(secrets.verified("teacher/.")).isEmpty();
        assertThat(secrets.verified("no dots or slashes")).isEmpty();
    }

    private static Secrets secrets(String token, Instant now) {
        return new Secrets(Optional.of(token), Clock.fixed(now, ZoneOffset.UTC));
    }
}
