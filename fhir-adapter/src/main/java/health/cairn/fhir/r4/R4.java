package health.cairn.fhir.r4;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Resource;

/// The one FHIR context of the program (it takes a second and much memory to make) and what this module
/// does with it. Thread-safe.
public final class R4 {
  private static final int LONG_TEXT = 1 << 16;

  private R4() {}

  /// Made on first use; parsers made from it are cheap and belong to one thread.
  private static final class Holder {
    static final FhirContext CONTEXT = create();

    private static FhirContext create() {
      FhirContext context = FhirContext.forR4();
      context.getParserOptions().setStripVersionsFromReferences(false);
      context.getParserOptions().setOverrideResourceIdWithBundleEntryFullUrl(false);
      context.setParserErrorHandler(new QuietErrorHandler());
      return context;
    }
  }

  /// Whether R4 has a resource of this name.
  public static boolean isResourceType(String name) {
    return Holder.CONTEXT.getResourceTypes().contains(name);
  }

  /// Reads one resource. Elements R4 does not know, values that are none of their type, and texts of
  /// more than 64 Ki characters (attachments, which the toolkit decodes at a few MB a second) are left
  /// out of the result; they stay in the JSON.
  ///
  /// @return empty when the JSON has not the shape of its resource type
  public static Optional<Resource> parse(String json) {
    return json.length() > LONG_TEXT
        ? parseLight(CanonicalJson.withoutLongTexts(CanonicalJson.tree(json), LONG_TEXT))
        : parseLight(json);
  }

  /// The same, for who holds the tree already.
  ///
  /// @param tree given away: its long texts are removed
  public static Optional<Resource> parse(String json, JsonNode tree) {
    return json.length() > LONG_TEXT
        ? parseLight(CanonicalJson.withoutLongTexts(tree, LONG_TEXT))
        : parseLight(json);
  }

  private static Optional<Resource> parseLight(String light) {
    try {
      IBaseResource resource = Holder.CONTEXT.newJsonParser().parseResource(light);
      return resource instanceof Resource r4 ? Optional.of(r4) : Optional.empty();
    } catch (DataFormatException | IllegalArgumentException | ClassCastException e) {
      // The toolkit's message quotes the content, so it goes no further.
      return Optional.empty();
    }
  }

  /// Canonical JSON of a resource we made.
  public static String encode(Resource resource) {
    IParser parser = Holder.CONTEXT.newJsonParser();
    return CanonicalJson.of(parser.encodeResourceToString(resource));
  }
}
