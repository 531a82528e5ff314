package health.cairn.fhir.finding;

/// A person who decides, known by their account on this machine.
///
/// @param account stable name of the account
/// @param name as shown to readers
public record Person(String account, String name) {
  public Person {
    if (account.isBlank() || name.isBlank()) {
      throw new IllegalArgumentException("a person has an account and a name");
    }
  }
}
