package health.cairn.ui.kiosk;

import health.cairn.app.desk.consent.ConsentPurpose;
import health.cairn.app.desk.consent.ConsentTerms;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What one patient said so far: the purposes they are asked about, and yes or no to each.
final class Answers {
  private final List<ConsentPurpose> asked = new ArrayList<>();
  private final Map<ConsentPurpose, Boolean> said = new EnumMap<>(ConsentPurpose.class);
  private final String recipient;
  private final LocalDate today;

  /// @param recipient institution for a second opinion; without one that purpose is not asked about
  Answers(String recipient, LocalDate today) {
    this.recipient = recipient;
    this.today = today;
    for (ConsentPurpose purpose : ConsentPurpose.values()) {
      if (purpose != ConsentPurpose.SECOND_OPINION || !recipient.isBlank()) {
        asked.add(purpose);
      }
    }
  }

  List<ConsentPurpose> asked() {
    return List.copyOf(asked);
  }

  void say(ConsentPurpose purpose, boolean yes) {
    said.put(purpose, yes);
  }

  boolean anyYes() {
    return said.containsValue(true);
  }

  /// As if the answer were yes, for the screen that asks.
  ConsentTerms proposed(ConsentPurpose purpose) {
    return ConsentTerms.standard(purpose, true, recipient, today);
  }

  /// One for each purpose; what was not answered is a no.
  List<ConsentTerms> terms() {
    return asked.stream()
        .map(p -> ConsentTerms.standard(p, said.getOrDefault(p, false), recipient, today))
        .toList();
  }
}
