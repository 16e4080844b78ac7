package io.moodstream.reports.words;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.MessagePattern;
import com.ibm.icu.text.MessagePattern.Part;
import io.moodstream.schemas.Emotion;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MessagesTest {
    private static final Map<String, String> ENGLISH = Messages.read(Language.ENGLISH);

    @ParameterizedTest
    @EnumSource
    void everyCatalogueHasTheKeysAndPlaceholdersOfTheEnglishOne(Language language) {
        Map<String, String> messages = Messages.read(language);

        assertThat(messages.keySet()).isEqualTo(ENGLISH.keySet());
        assertThat(messages).allSatisfy((key, message) -> {
            assertThat(message).as(key).isNotBlank();
            assertThat(placeholders(message)).as(key).isEqualTo(placeholders(ENGLISH.getOrDefault(key, "")));
        });
    }

    private static Set<String> placeholders(String message) {
        MessagePattern pattern = new MessagePattern(message);
        Set<String> names = new TreeSet<>();
        for (int i = 0; i < pattern.countParts(); i++) {
            Part part = pattern.getPart(i);
            if (part.getType() == Part.Type.ARG_NAME) {
                names.add(pattern.getSubstring(part));
            }
        }
        return names;
    }

    @Test
    void numbersFollowTheLanguage() {
        assertThat(Messages.in(Language.ENGLISH).percent(0.774)).isEqualTo("77 %");
        assertThat(Messages.in(Language.GERMAN).percent(0.774)).isEqualTo("77\u00a0%");
        assertThat(Messages.in(Language.GERMAN).number(12345)).isEqualTo("12.345");
        assertThat(Messages.in(Language.HINDI).number(1234567)).isEqualTo("12,34,567");
        assertThat(Messages.in(Language.ARABIC).text("length.minutes", "minutes", 2))
                .isEqualTo("دقيقتان");
        assertThat(Messages.in(Language.GERMAN).title(Emotion.fear)).isEqualTo("Ängstlich");
    }

    @Test
    void theFirstLanguageThatThereIsIsPreferred() {
        assertThat(Language.preferred("de-AT,de;q=0.9,en;q=0.5")).isEqualTo(Language.GERMAN);
        assertThat(Language.preferred("nl,fr-CA;q=0.8,en;q=0.5")).isEqualTo(Language.FRENCH);
        assertThat(Language.preferred("en;q=0.1,hi;q=0.9")).isEqualTo(Language.HINDI);
        assertThat(Language.preferred("nl")).isEqualTo(Language.ENGLISH);
        assertThat(Language.preferred("*")).isEqualTo(Language.ENGLISH);
        assertThat(Language.preferred(null)).isEqualTo(Language.ENGLISH);
        assertThat(Language.preferred("no language;q=x")).isEqualTo(Language.ENGLISH);
        assertThat(Language.ARABIC.isRightToLeft()).isTrue();
        assertThat(Language.HINDI.isRightToLeft()).isFalse();
    }
}
