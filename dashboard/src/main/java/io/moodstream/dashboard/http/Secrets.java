package io.moodstream.dashboard.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Derives cookie signatures and join codes from the teacher token (HMAC-SHA256, RFC 2104). Nothing has to be stored,
 * and they stay the same at every instance and after a restart.
 */
final class Secrets {
    /** Crockford's base 32, without letters that look like digits. */
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final int CODE_LENGTH = 10;

    private final byte[] token;
    private final Clock clock;

    /** @param token the key; without one nothing is secret */
    Secrets(Optional<String> token, Clock clock) {
        this.token = token.orElse("open").getBytes(StandardCharsets.UTF_8);
        this.clock = clock;
    }

    /** Returns whether a text is the token, in constant time. */
    boolean isToken(String given) {
        return MessageDigest.isEqual(hash("token", given), hash("token", new String(token, StandardCharsets.UTF_8)));
    }

    /**
     * Returns the join code of a lecture, such as K7QM2-XNP4R (50 bits).
     *
     * @param renewal a random text, another one when the code is renewed; empty for the first code
     */
    String joinCode(String lecture, String renewal) {
        byte[] hash = hash("join", lecture + "\n" + renewal);
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < CODE_LENGTH; i++) {
            code.append(i == CODE_LENGTH / 2 ? "-" : "").append(ALPHABET.charAt(hash[i] & 31));
        }
        return code.toString();
    }

    /** Returns whether a text is a lecture's join code; case and the hyphen do not matter. */
    boolean isJoinCode(String lecture, String renewal, String given) {
        return MessageDigest.isEqual(plain(joinCode(lecture, renewal)), plain(given));
    }

    /** Signs a text, so that {@link #verified} returns it until it expires. */
    String signed(String text, Duration validFor) {
        String dated = text + "/" + clock.instant().plus(validFor).getEpochSecond();
        return dated + "." + signature(dated);
    }

    /** Returns the text that was signed; empty if the signature is wrong or has expired. */
    Optional<String> verified(String signed) {
        int dot = signed.lastIndexOf('.');
        int slash = signed.lastIndexOf('/', Math.max(dot, 0));
        if (dot < 0 || slash < 0 || !isSignature(signed.substring(dot + 1), signed.substring(0, dot))) {
            return Optional.empty();
        }
        long until = Long.parseLong(signed.substring(slash + 1, dot));
        return clock.instant().getEpochSecond() < until ? Optional.of(signed.substring(0, slash)) : Optional.empty();
    }

    private boolean isSignature(String given, String dated) {
        return MessageDigest.isEqual(
                given.getBytes(StandardCharsets.UTF_8), signature(dated).getBytes(StandardCharsets.UTF_8));
    }

    private String signature(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash("cookie", text));
    }

    private static byte[] plain(String code) {
        return code.toUpperCase(java.util.Locale.ROOT)
                .replaceAll("[^0-9A-Z]", "")
                .getBytes(StandardCharsets.UTF_8);
    }

    private byte[] hash(String purpose, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(token, "HmacSHA256"));
            mac.update((purpose + "\n").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }
}
