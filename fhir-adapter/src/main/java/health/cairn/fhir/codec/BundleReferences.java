package health.cairn.fhir.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Makes references within one input read `Type/id` (R4 bundle.html#references): by the fullUrl of the
/// entry they name, or by an identifier (`Patient?identifier=system|value`) that exactly one entry has.
/// What names nothing in the input stays as it is.
final class BundleReferences {
  private final Map<String, String> byName = new HashMap<>();
  private final Set<String> ambiguous = new HashSet<>();
  private int unresolved;

  /// A name that means the record; a name that means two records means none.
  void add(String name, String reference) {
    String before = byName.putIfAbsent(name, reference);
    if (before != null && !before.equals(reference)) {
      ambiguous.add(name);
    }
  }

  /// The names an entry has by its identifiers.
  void addIdentifiers(JsonNode resource, String type, String reference) {
    for (JsonNode identifier : resource.path("identifier")) {
      String value = identifier.path("value").asText("");
      if (!value.isEmpty()) {
        String system = identifier.path("system").asText("");
        add(type + "?identifier=" + system + "|" + value, reference);
      }
    }
  }

  /// Rewrites every reference below a node.
  void rewrite(JsonNode node) {
    if (node instanceof ObjectNode object && object.path("reference").isTextual()) {
      String reference = object.get("reference").textValue();
      Optional<String> resolved = resolve(reference);
      if (resolved.isPresent()) {
        object.put("reference", resolved.get());
      } else if (mustResolve(reference)) {
        unresolved++;
      }
    }
    for (JsonNode child : node) {
      if (child.isContainerNode()) {
        rewrite(child);
      }
    }
  }

  /// How many references named an entry that is not there.
  int unresolved() {
    return unresolved;
  }

  /// Whether a reference means nothing outside the input it came in.
  static boolean mustResolve(String reference) {
    return reference.startsWith("urn:uuid:")
        || reference.startsWith("urn:oid:")
        || reference.contains("?");
  }

  private Optional<String> resolve(String reference) {
    int version = reference.indexOf("/_history/");
    String name = version < 0 ? reference : reference.substring(0, version);
    String found = ambiguous.contains(name) ? null : byName.get(name);
    if (found == null) {
      return Optional.empty();
    }
    return Optional.of(version < 0 ? found : found + reference.substring(version));
  }
}
