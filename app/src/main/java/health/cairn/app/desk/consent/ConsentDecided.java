package health.cairn.app.desk.consent;

/// Hears of every decision once it is stored, on the thread that stored it and before the patient sees that it
/// is done: whoever shows data under a consent lets go of it here.
@FunctionalInterface
public interface ConsentDecided {

  /// @param decision in force, or just ended
  void decided(ConsentDecision decision);
}
