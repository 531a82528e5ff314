package health.cairn.fhir.finding;

/// The model that made a finding.
///
/// @param sha256 of its weights, 64 hex digits
public record ModelAuthor(String name, String version, String sha256) {
  public ModelAuthor {
    if (name.isBlank() || version.isBlank() || !sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("a model has a name, a version and a SHA-256");
    }
  }
}
