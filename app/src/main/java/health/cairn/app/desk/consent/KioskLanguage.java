package health.cairn.app.desk.consent;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Languages the kiosk speaks.
public enum KioskLanguage {
  ENGLISH("en", "English"),
  GERMAN("de", "Deutsch"),
  SPANISH("es", "Español"),
  FRENCH("fr", "Français"),
  TURKISH("tr", "Türkçe"),
  ARABIC("ar", "العربية");

  private final String tag;
  private final String ownName;

  KioskLanguage(String tag, String ownName) {
    this.tag = tag;
    this.ownName = ownName;
  }

  /// BCP 47.
  public String tag() {
    return tag;
  }

  /// As its speakers call it.
  public String ownName() {
    return ownName;
  }

  public Locale locale() {
    return Locale.forLanguageTag(tag);
  }

  public boolean rightToLeft() {
    return this == ARABIC;
  }

  public static Optional<KioskLanguage> of(String tag) {
    return List.of(values()).stream().filter(l -> l.tag.equals(tag)).findFirst();
  }
}
