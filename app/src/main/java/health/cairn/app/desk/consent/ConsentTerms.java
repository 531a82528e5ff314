package health.cairn.app.desk.consent;

import java.time.LocalDate;
import java.util.Optional;

/// What exactly a patient said yes or no to.
///
/// @param permitted false: no
/// @param recipient the institution that gives a second opinion, at most 200 characters; empty for every other
///     purpose
/// @param until last day of a yes; empty where it holds until it is taken back
public record ConsentTerms(
    ConsentPurpose purpose,
    boolean permitted,
    ConsentScope scope,
    String recipient,
    Optional<LocalDate> until) {

  public static final int RECIPIENT_LENGTH = 200;

  public ConsentTerms {
    if ((purpose == ConsentPurpose.SECOND_OPINION) == recipient.isBlank()) {
      throw new IllegalArgumentException(
          "a second opinion, and nothing else, names an institution");
    }
    if (recipient.length() > RECIPIENT_LENGTH) {
      throw new IllegalArgumentException("an institution's name has at most 200 characters");
    }
  }

  /// Yes or no to everything about one purpose, for as long as is usual.
  public static ConsentTerms standard(
      ConsentPurpose purpose, boolean permitted, String recipient, LocalDate today) {
    return new ConsentTerms(
        purpose,
        permitted,
        ConsentScope.EVERYTHING,
        purpose == ConsentPurpose.SECOND_OPINION ? recipient : "",
        permitted ? purpose.standardEnd(today) : Optional.empty());
  }

  /// The same without the health record.
  public ConsentTerms narrowed() {
    return new ConsentTerms(purpose, permitted, ConsentScope.PICTURES_ONLY, recipient, until);
  }

  /// A no to the same.
  public ConsentTerms denied() {
    return new ConsentTerms(purpose, false, scope, recipient, Optional.empty());
  }

  /// Whether another institution may do something by them.
  public boolean grantsToOthers() {
    return permitted && !recipient.isBlank();
  }

  /// Whether a decision on these terms takes the place of one on those.
  public boolean replaces(ConsentTerms before) {
    return purpose == before.purpose && recipient.equals(before.recipient);
  }
}
