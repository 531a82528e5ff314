package health.cairn.fhir.codec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whom a resource is about (R4 compartmentdefinition-patient.html, the elements that mean "about",
/// not "written by").
final class PatientLink {
  private static final List<String> DIRECT =
      List.of("subject", "patient", "beneficiary", "individual", "candidate", "for");
  private static final Pattern PATIENT =
      Pattern.compile("(?:.*/)?(Patient/[A-Za-z0-9._-]{1,128})(?:/_history/.*)?");

  private PatientLink() {}

  /// `Patient/id`, where the resource itself says so.
  static Optional<String> of(JsonNode resource, String reference) {
    if (reference.startsWith("Patient/")) {
      return Optional.of(reference);
    }
    for (String member : DIRECT) {
      Optional<String> found = first(resource.path(member), "");
      if (found.isPresent()) {
        return found;
      }
    }
    return first(resource.path("participant"), "actor");
  }

  /// For what is about other records (Provenance, AuditEvent): whom those are about.
  static Optional<String> ofTargets(JsonNode resource, Map<String, String> patientByReference) {
    for (JsonNode target : resource.path("target")) {
      Optional<String> found = target(target, patientByReference);
      if (found.isPresent()) {
        return found;
      }
    }
    for (JsonNode entity : resource.path("entity")) {
      Optional<String> found = target(entity.path("what"), patientByReference);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /// A reference to a patient that names an entry of the input that is not there.
  static boolean dangles(JsonNode resource) {
    return DIRECT.stream()
        .map(member -> resource.path(member).path("reference").asText(""))
        .anyMatch(
            text ->
                BundleReferences.mustResolve(text) && !text.matches("(?!Patient)[A-Z]\\w*\\?.*"));
  }

  private static Optional<String> target(JsonNode link, Map<String, String> patientByReference) {
    String text = link.path("reference").asText("");
    Matcher matcher = PATIENT.matcher(text);
    if (matcher.matches()) {
      return Optional.ofNullable(matcher.group(1));
    }
    int version = text.indexOf("/_history/");
    return Optional.ofNullable(
        patientByReference.get(version < 0 ? text : text.substring(0, version)));
  }

  /// @param within the member of each item that holds the reference, or empty for the item itself
  private static Optional<String> first(JsonNode node, String within) {
    if (node.isArray()) {
      for (JsonNode item : node) {
        Optional<String> found = first(item, within);
        if (found.isPresent()) {
          return found;
        }
      }
      return Optional.empty();
    }
    JsonNode link = within.isEmpty() ? node : node.path(within);
    Matcher matcher = PATIENT.matcher(link.path("reference").asText(""));
    return matcher.matches() ? Optional.ofNullable(matcher.group(1)) : Optional.empty();
  }
}
