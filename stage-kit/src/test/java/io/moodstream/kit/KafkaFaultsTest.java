package io.moodstream.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import javax.net.ssl.SSLHandshakeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SecurityDisabledException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;
import org.junit.jupiter.api.Test;

/** What a real broker says and refuses is tested in AccessIT; these are the rarer faults. */
class KafkaFaultsTest {
    private static final Duration SOON = Duration.ofMillis(1);

    @Test
    void aRefusalIsNotTakenForABrokerThatIsAway() {
        RuntimeException refused = new TopicAuthorizationException(Set.of("frames"));
        assertThatThrownBy(() -> get(CompletableFuture.failedFuture(refused))).isSameAs(refused);
        RuntimeException disconnected = new DisconnectException("gone");
        assertThatThrownBy(() -> get(CompletableFuture.failedFuture(disconnected)))
                .isSameAs(disconnected);
    }

    @Test
    void aBrokerThatDoesNotAnswerIsAway() {
        assertThatThrownBy(() -> get(CompletableFuture.failedFuture(new TimeoutException("late"))))
                .isInstanceOf(KafkaUnreachableException.class)
                .hasMessageContaining("here:1");
        assertThatThrownBy(() -> get(new CompletableFuture<>())).isInstanceOf(KafkaUnreachableException.class);
    }

    @Test
    void aNameThatTheDnsDoesNotKnowIsSaid() {
        StageConfig stage =
                new Settings(Map.of("STAGE_BOOTSTRAP", "no-such-host.invalid:9092")).bind(StageConfig.class);
        assertThatThrownBy(() -> TopicAdmin.connect(stage, new Settings(Map.of())))
                .isInstanceOf(KafkaUnreachableException.class)
                .hasMessage(
                        "No host of STAGE_BOOTSTRAP=no-such-host.invalid:9092 can be found; expected names that this"
                                + " machine's DNS knows");
    }

    @Test
    void aStageThatMayNotUseItsGroupOrItsTransactionsSaysSo() {
        assertThat(new StageFailedException("classifier", GroupAuthorizationException.forGroupId("classifier-stream")))
                .hasMessageStartingWith(
                        "classifier stopped: Kafka does not allow this user to use the consumer group classifier-stream;")
                .hasMessageContaining("topics create --acls");
        assertThat(sentence(new TransactionalIdAuthorizationException("no"))).contains("transactional ids");
        assertThat(sentence(new TopicAuthorizationException(Set.of("moods", "attention"))))
                .contains("the topic attention, moods;");
        assertThat(sentence(new AuthorizationException("no delegation"))).contains("(no delegation)");
    }

    @Test
    void aCertificateThatIsNotValidNowIsSaidWithItsTime() {
        assertThat(sentence(handshake(new CertificateExpiredException("NotAfter: yesterday"))))
                .contains("has expired (NotAfter: yesterday)", "renew it");
        assertThat(sentence(handshake(new CertificateNotYetValidException("NotBefore: tomorrow"))))
                .contains("is not valid yet (NotBefore: tomorrow)", "clock");
        assertThat(sentence(handshake(new SSLHandshakeException("Received fatal alert: certificate_unknown"))))
                .startsWith("Kafka's brokers refuse the certificate of this program")
                .contains("ssl.keystore.location that has not expired");
        assertThat(sentence(handshake(new SSLHandshakeException("no cipher suites in common"))))
                .contains("(no cipher suites in common)", "ssl.keystore.location");
    }

    @Test
    void whatTheBrokersDoNotHaveIsNamed() {
        assertThat(sentence(new UnsupportedSaslMechanismException("PLAIN is not enabled")))
                .contains("(PLAIN is not enabled)", "sasl.mechanism");
        assertThat(sentence(new SecurityDisabledException("no"))).contains("authorizer.class.name");
    }

    @Test
    void noPartOfAPasswordIsQuoted() {
        KafkaException notMade = new KafkaException(
                "Failed to create new KafkaAdminClient",
                new IllegalArgumentException("Value not specified for key 'secret' in JAAS config"));

        assertThat(sentence(notMade))
                .contains("sasl.jaas.config cannot be read")
                .doesNotContain("'secret'");
    }

    @Test
    void otherFaultsSpeakForThemselves() {
        assertThat(KafkaFaults.sentence(new TimeoutException("late"))).isEmpty();
        assertThat(KafkaFaults.sentence(new IllegalStateException("broken"))).isEmpty();
    }

    private static SslAuthenticationException handshake(Exception cause) {
        return new SslAuthenticationException("SSL handshake failed", cause);
    }

    private static String sentence(Throwable fault) {
        return KafkaFaults.sentence(fault).orElseThrow();
    }

    private static void get(Future<?> answer) {
        KafkaFaults.get(answer, SOON, "here:1");
    }
}
