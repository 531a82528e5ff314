package health.cairn.fhir.author;

import health.cairn.fhir.codec.Sha256;
import health.cairn.fhir.r4.R4;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;

/// Writes a patient's history as one R4 transaction bundle.
public final class HistoryAuthor {
  private HistoryAuthor() {}

  /// The bundle as canonical JSON: the Patient first, then one resource per draft in the order given.
  /// The same input gives the same text. Entries are PUTs of derived ids, so importing the bundle
  /// twice changes nothing.
  ///
  /// @throws IllegalArgumentException when a key is given twice, or a draft names a key that is not
  ///     there
  public static String bundle(PatientDraft patient, List<? extends Draft> history) {
    Map<String, String> references = new HashMap<>();
    for (Draft draft : history) {
      String reference = DraftResources.type(draft) + "/" + idOf(patient, draft);
      if (references.put(draft.key(), reference) != null) {
        throw new IllegalArgumentException("key given twice: " + draft.key());
      }
    }
    DraftResources resources = new DraftResources("Patient/" + patient.id(), references);
    Bundle bundle = new Bundle();
    bundle.setType(Bundle.BundleType.TRANSACTION);
    add(bundle, PatientResource.of(patient));
    for (Draft draft : history) {
      Resource resource = resources.of(draft);
      resource.setId(idOf(patient, draft));
      add(bundle, resource);
    }
    return R4.encode(bundle);
  }

  private static void add(Bundle bundle, Resource resource) {
    String reference = resource.fhirType() + "/" + resource.getIdElement().getIdPart();
    bundle
        .addEntry()
        .setFullUrl("https://cairn.health/fhir/" + reference)
        .setResource(resource)
        .getRequest()
        .setMethod(Bundle.HTTPVerb.PUT)
        .setUrl(reference);
  }

  private static String idOf(PatientDraft patient, Draft draft) {
    String seed = patient.id() + "\n" + DraftResources.type(draft) + "\n" + draft.key();
    return Sha256.hex(seed).substring(0, 32);
  }
}
