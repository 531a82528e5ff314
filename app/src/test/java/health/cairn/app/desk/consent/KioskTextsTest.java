package health.cairn.app.desk.consent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KioskTextsTest {
  private static final Pattern PLACE = Pattern.compile("\\{[0-9]}");
  private static final KioskTexts ENGLISH = KioskTexts.of(KioskLanguage.ENGLISH);

  @ParameterizedTest
  @EnumSource
  void everyLanguage_saysEverythingWithTheSameBlanks(KioskLanguage language) {
    KioskTexts texts = KioskTexts.of(language);
    assertEquals(new TreeSet<>(ENGLISH.keys()), new TreeSet<>(texts.keys()));
    for (String key : ENGLISH.keys()) {
      assertFalse(texts.say(key).isBlank(), key);
      assertEquals(blanks(ENGLISH.say(key)), blanks(texts.say(key)), key);
      assertEquals(texts.say(key).strip(), texts.say(key), key + " has space at an end");
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ENGLISH")
  void otherLanguages_areTranslated(KioskLanguage language) {
    KioskTexts texts = KioskTexts.of(language);
    List<String> same =
        ENGLISH.keys().stream().filter(k -> ENGLISH.say(k).equals(texts.say(k))).toList();
    assertTrue(
        same.stream().allMatch(k -> ENGLISH.say(k).equalsIgnoreCase("no")),
        "left in English: " + same);
  }

  @ParameterizedTest
  @EnumSource
  void sentences_areShort(KioskLanguage language) {
    KioskTexts texts = KioskTexts.of(language);
    for (String key : screenKeys()) {
      for (String sentence : sentences(texts.say(key))) {
        assertTrue(words(sentence).size() <= 22, language + " " + key + ": " + sentence);
      }
    }
  }

  /// Kincaid et al. 1975, all screens read as one text.
  @Test
  void english_isReadableInGradeSix() {
    List<String> sentences = new ArrayList<>();
    for (String key : screenKeys()) {
      sentences.addAll(sentences(ENGLISH.say(key).replaceAll("\\{[0-9]}", "it")));
    }
    List<String> words = sentences.stream().flatMap(s -> words(s).stream()).toList();
    int syllables = words.stream().mapToInt(KioskTextsTest::syllables).sum();
    double grade = 0.39 * words.size() / sentences.size() + 11.8 * syllables / words.size() - 15.59;
    assertTrue(grade <= 6, "Flesch-Kincaid grade " + grade);
  }

  /// A no to care closes the record but for an emergency (DecisionPoint, Gate#breakGlass).
  @ParameterizedTest
  @EnumSource
  void whoeverLearnsWhoMaySee_learnsOfTheEmergency(KioskLanguage language) {
    KioskTexts texts = KioskTexts.of(language);
    String emergency =
        switch (language) {
          case ENGLISH -> "emergency";
          case GERMAN -> "Notfall";
          case SPANISH -> "emergencia";
          case FRENCH -> "urgence";
          case TURKISH -> "acil durum";
          case ARABIC -> "الطوارئ";
        };
    for (String key :
        List.of(
            "info.sharing.text1",
            "purpose.care.text2",
            "question.aim.a",
            "question.aim.help",
            "question.sharing.c",
            "question.sharing.help",
            "decline.text1",
            "confirm.withdraw.textCare")) {
      assertTrue(
          texts
              .say(key)
              .toLowerCase(language.locale())
              .contains(emergency.toLowerCase(Locale.ROOT)),
          key + ": " + texts.say(key));
    }
  }

  @Test
  void arabic_isWrittenInArabic() {
    KioskTexts texts = KioskTexts.of(KioskLanguage.ARABIC);
    for (String key : texts.keys()) {
      assertTrue(
          PLACE
              .matcher(texts.say(key))
              .replaceAll("")
              .codePoints()
              .noneMatch(c -> c >= 'A' && c <= 'z'),
          key);
    }
  }

  /// What patients read on screens; the form repeats it.
  private static List<String> screenKeys() {
    return ENGLISH.keys().stream()
        .filter(k -> !k.startsWith("form.") && !k.startsWith("staff."))
        .sorted()
        .toList();
  }

  private static String blanks(String text) {
    Matcher matcher = PLACE.matcher(text);
    return Stream.iterate(matcher, Matcher::find, m -> m)
        .map(Matcher::group)
        .distinct()
        .sorted()
        .collect(Collectors.joining());
  }

  private static List<String> sentences(String text) {
    return Stream.of(text.split("[.!?:؟…]+\\s*")).filter(s -> !s.isBlank()).toList();
  }

  private static List<String> words(String sentence) {
    return Stream.of(sentence.split("[\\s,،;؛]+")).filter(w -> !w.isBlank()).toList();
  }

  /// Groups of vowels, a silent e at the end not counted: within a few percent of a dictionary on plain words.
  private static int syllables(String word) {
    String letters = word.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    String sounded =
        letters.replaceAll("(?<=[^aeiouyl])e$|(?<=[^aeiouytd])ed$|(?<=[^aeiouyszxh])es$", "");
    Matcher groups = Pattern.compile("[aeiouy]+").matcher(sounded);
    int count = 0;
    while (groups.find()) {
      count++;
    }
    return Math.max(1, count);
  }
}
