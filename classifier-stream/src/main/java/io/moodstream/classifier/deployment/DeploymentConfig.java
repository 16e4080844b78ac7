package io.moodstream.classifier.deployment;

import io.moodstream.kit.ConfigurationException;
import io.moodstream.kit.Setting;
import io.moodstream.schemas.Notes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Holds what a deployment is for, and where. In the European Union, AI systems that infer emotions of people at work or
 * in education are prohibited except for medical or safety reasons (Regulation (EU) 2024/1689, Article 5(1)(f)).
 *
 * @param purpose what the classifier is used for
 * @param region whether the operator, the people who are seen, or whoever uses the results are in the European Union
 * @param exemption the medical or safety reasons, in the operator's words
 */
public record DeploymentConfig(
        @Setting(
                value = "",
                doc = "What the classifier is used for: demonstration (of pictures that show nobody who could mind, or"
                        + " only yourself), research, medical, safety, education, workplace or other; if empty, it is"
                        + " not stated, and the classifier says so at every start")
        Optional<Purpose> purpose,

        @Setting(
                value = "",
                doc =
                        "eu if you, the people who are seen, or whoever uses the results are in the European Union (AI Act,"
                                + " Article 2(1)), otherwise elsewhere; education and workplace need it")
        Optional<Region> region,

        @Setting(
                value = "",
                doc =
                        "For education or workplace in eu, where only medical or safety reasons make the use lawful: which"
                                + " they are, such as \"medical reasons: seizures are noticed\"; every start writes it to the"
                                + " topic audit")
        Optional<String> exemption) {

    /** What is written where nothing was said. */
    private static final String NOT_STATED = "not stated";

    private static final Pattern REASONS = Pattern.compile("(?i)(medical|safety) reasons: *\\S.*");

    /** Lists what a deployment may be for. */
    public enum Purpose {
        /** Showing or measuring moodstream with pictures that show nobody who could mind, or with oneself. */
        DEMONSTRATION,
        /** Research with people who have consented. */
        RESEARCH,
        /** Medical use outside work and education. */
        MEDICAL,
        /** Safety outside work and education. */
        SAFETY,
        /** People who learn. */
        EDUCATION,
        /** People at work. */
        WORKPLACE,
        /** Anything else. */
        OTHER
    }

    /** Lists where a deployment may be. */
    public enum Region {
        /** The operator, the people who are seen, or whoever uses the results are in the European Union. */
        EU,
        /** None of them are. */
        ELSEWHERE
    }

    /**
     * Checks that the deployment may start.
     *
     * @throws ConfigurationException if it is prohibited, or if that cannot be told because the region is missing
     */
    public DeploymentConfig {
        List<String> faults = new ArrayList<>();
        exemption
                .filter(words -> !REASONS.matcher(words).matches() || !Notes.isNote(words))
                .ifPresent(words -> faults.add("DEPLOYMENT_EXEMPTION=" + words
                        + ": expected \"medical reasons: ...\" or \"safety reasons: ...\" with the reasons in your own"
                        + " words, at most " + Notes.LONGEST + " characters"));
        purpose.filter(use -> use == Purpose.EDUCATION || use == Purpose.WORKPLACE)
                .map(use -> "DEPLOYMENT_PURPOSE=" + text(use))
                .ifPresent(use -> {
                    if (region.isEmpty()) {
                        faults.add(use + ": say where, because the law differs: DEPLOYMENT_REGION=eu or elsewhere");
                    } else if (region.get() == Region.EU && exemption.isEmpty()) {
                        faults.add(use + " with DEPLOYMENT_REGION=eu: the European Union prohibits inferring emotions"
                                + " of people at work and in education except for medical or safety reasons (AI Act,"
                                + " Article 5(1)(f)). If there are such reasons, set DEPLOYMENT_EXEMPTION to"
                                + " \"medical reasons: ...\" or \"safety reasons: ...\" and say which");
                    }
                });
        if (!faults.isEmpty()) {
            throw new ConfigurationException(faults);
        }
    }

    /** Returns the purpose as it is set, or {@code not stated}. */
    String purposeText() {
        return purpose.map(DeploymentConfig::text).orElse(NOT_STATED);
    }

    /** Returns the region as it is set, or {@code not stated}. */
    String regionText() {
        return region.map(DeploymentConfig::text).orElse(NOT_STATED);
    }

    private static String text(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
