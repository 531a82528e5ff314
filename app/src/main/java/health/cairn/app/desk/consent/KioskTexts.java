package health.cairn.app.desk.consent;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Properties;
import java.util.Set;

/// The words of kiosk and form in one language. What a patient signs under is fixed by language and [#VERSION]:
/// who changes what a text means counts the version up.
public final class KioskTexts {
  public static final int VERSION = 3;

  private final KioskLanguage language;
  private final Properties texts;

  private KioskTexts(KioskLanguage language, Properties texts) {
    this.language = language;
    this.texts = texts;
  }

  public static KioskTexts of(KioskLanguage language) {
    Properties texts = new Properties();
    String name = "kiosk_" + language.tag() + ".properties";
    try (InputStream in = KioskTexts.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its texts " + name);
      }
      texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new KioskTexts(language, texts);
  }

  public KioskLanguage language() {
    return language;
  }

  /// @param values take the place of {0}, {1} and so on
  public String say(String key, Object... values) {
    String text = texts.getProperty(key);
    if (text == null) {
      throw new IllegalArgumentException("there is no text " + key);
    }
    for (int i = 0; i < values.length; i++) {
      text = text.replace("{" + i + "}", String.valueOf(values[i]));
    }
    return text;
  }

  /// A purpose in a few words; a second opinion with its institution.
  public String name(ConsentTerms terms) {
    return say("purpose." + terms.purpose().key() + ".name", terms.recipient());
  }

  /// How long a decision holds.
  public String holds(ConsentTerms terms) {
    return terms
        .until()
        .map(day -> say("holds.until", date(day)))
        .orElseGet(() -> say("holds.open"));
  }

  /// What it means that a yes is taken back, or covers pictures only from now on.
  public String consequence(ConsentPurpose purpose, boolean narrowed) {
    if (narrowed) {
      return say("confirm.narrow.text");
    }
    return say("confirm.withdraw.text" + (purpose == ConsentPurpose.CARE ? "Care" : ""));
  }

  /// "22 November 2026", as people write it here.
  public String date(LocalDate day) {
    return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
        .withLocale(language.locale())
        .format(day);
  }

  /// Every text there is, for tests.
  public Set<String> keys() {
    return texts.stringPropertyNames();
  }
}
