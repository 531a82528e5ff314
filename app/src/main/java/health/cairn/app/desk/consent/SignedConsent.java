package health.cairn.app.desk.consent;

import java.util.List;
import java.util.Optional;

/// What a patient decided in one sitting.
///
/// @param terms one for each purpose that was asked about
/// @param language of the texts that were shown
/// @param witness name of the member of staff who was there, where the law asks for one
public record SignedConsent(
    List<ConsentTerms> terms,
    KioskLanguage language,
    Signature signature,
    Optional<String> witness) {

  public static final int WITNESS_LENGTH = 100;

  public SignedConsent {
    terms = List.copyOf(terms);
    if (terms.isEmpty()) {
      throw new IllegalArgumentException("nothing was decided");
    }
    if (signature instanceof Signature.None && terms.stream().anyMatch(ConsentTerms::permitted)) {
      throw new IllegalArgumentException("a yes is signed");
    }
    if (witness.filter(w -> w.isBlank() || w.length() > WITNESS_LENGTH).isPresent()) {
      throw new IllegalArgumentException("a witness has a name");
    }
  }
}
