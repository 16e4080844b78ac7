package io.moodstream.classifier.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodstream.kit.ConfigurationException;
import io.moodstream.kit.Settings;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeploymentConfigTest {
    @ParameterizedTest
    @ValueSource(strings = {"education", "workplace", "Education", "WORKPLACE"})
    void whatTheUnionProhibitsIsRefusedWithWhatToSet(String purpose) {
        assertThatThrownBy(() -> deployment(purpose, "eu", ""))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("DEPLOYMENT_PURPOSE=" + purpose.toLowerCase(java.util.Locale.ROOT)
                        + " with DEPLOYMENT_REGION=eu: ")
                .hasMessageContaining("AI Act, Article 5(1)(f)")
                .hasMessageContaining(
                        "set DEPLOYMENT_EXEMPTION to \"medical reasons: ...\" or \"safety reasons: ...\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"education", "workplace"})
    void schoolAndWorkHaveToSayWhereTheyAre(String purpose) {
        assertThatThrownBy(() -> deployment(purpose, "", "medical reasons: seizures are noticed"))
                .hasMessage("DEPLOYMENT_PURPOSE=" + purpose
                        + ": say where, because the law differs: DEPLOYMENT_REGION=eu or elsewhere");
    }

    @ParameterizedTest
    @CsvSource({
        "education, eu, 'medical reasons: seizures are noticed'",
        "workplace, eu, 'Safety reasons: drivers of cranes who fall asleep'",
        "education, elsewhere, ''",
        "research, eu, ''",
        "demonstration, '', ''",
        "'', eu, ''",
        "'', '', ''"
    })
    void everythingElseStarts(String purpose, String region, String exemption) {
        DeploymentConfig deployment = deployment(purpose, region, exemption);
        assertThat(deployment.purposeText()).isEqualTo(purpose.isEmpty() ? "not stated" : purpose);
        assertThat(deployment.regionText()).isEqualTo(region.isEmpty() ? "not stated" : region);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "medical reasons", "medical reasons: ", "because of safety reasons: fire"})
    void anExemptionSaysWhichReasons(String exemption) {
        assertThatThrownBy(() -> deployment("education", "eu", exemption))
                .hasMessageStartingWith(
                        "DEPLOYMENT_EXEMPTION=" + exemption.strip() + ": expected \"medical reasons: ...\"");
    }

    @Test
    void allFaultsAreNamedAtOnce() {
        assertThatThrownBy(() -> deployment("school", "germany", ""))
                .hasMessageContaining("DEPLOYMENT_PURPOSE=school: expected one of demonstration, research, medical")
                .hasMessageContaining("DEPLOYMENT_REGION=germany: expected one of eu, elsewhere");
    }

    private static DeploymentConfig deployment(String purpose, String region, String exemption) {
        Map<String, String> settings = new HashMap<>();
        settings.put("DEPLOYMENT_PURPOSE", purpose);
        settings.put("DEPLOYMENT_REGION", region);
        settings.put("DEPLOYMENT_EXEMPTION", exemption);
        return new Settings(settings).bind(DeploymentConfig.class);
    }

    @Test
    void aLongRequestTimeoutOfTheUserDoesNotRefuseTheStart() {
        Properties own = new Properties();
        own.put("request.timeout.ms", "60000");
        own.put("linger.ms", "5");
        AuditedStart.limit(own);
        assertThat(own).containsEntry("delivery.timeout.ms", 60_005);

        Properties none = new Properties();
        AuditedStart.limit(none);
        assertThat(none).containsEntry("delivery.timeout.ms", 30_000);
    }
}
