package health.cairn.app.access;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What somebody is here. What a role may do is for [AccessPolicy] to say.
public enum Role {
  /// Holds the home's own passphrase: set it up, and may do everything that a clinician of it may.
  OWNER("the owner of this home"),
  RADIOLOGIST("a radiologist"),
  CLINICIAN("a clinician"),
  /// Receives patients: names and codes for the kiosk, nothing of a record.
  FRONT_DESK("the front desk"),
  RESEARCHER("a researcher"),
  /// Runs the machines; no patient's data.
  IT("IT staff");

  private final String words;

  Role(String words) {
    this.words = words;
  }

  /// In a sentence ("a radiologist").
  public String words() {
    return words;
  }

  /// As on the command line ("front-desk").
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<Role> of(String key) {
    return Stream.of(values()).filter(r -> r.key().equals(key)).findFirst();
  }
}
