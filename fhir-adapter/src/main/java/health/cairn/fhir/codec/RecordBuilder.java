package health.cairn.fhir.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.cairn.fhir.codec.FhirReading.Why;
import health.cairn.fhir.r4.CanonicalJson;
import health.cairn.fhir.r4.R4;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes the records of one input from its outline. Holds one resource at a time besides the results.
final class RecordBuilder {
  private static final String ID = "[A-Za-z0-9._-]{1,128}";
  private static final int MAX_SCALE = 400;

  private final byte[] bytes;
  private final ObjectReader reader;
  private final Outline outline;
  private final BundleReferences references = new BundleReferences();
  private final Map<String, FhirRecord> records = new LinkedHashMap<>();
  private final Map<String, String> places = new HashMap<>();
  private final Map<String, String> patientByReference = new HashMap<>();
  private int merged;

  RecordBuilder(byte[] bytes, ObjectReader reader, Outline outline) {
    this.bytes = bytes;
    this.reader = reader;
    this.outline = outline;
  }

  FhirReading.Taken build() throws IOException, RefusedInput {
    List<Outline.Item> items = outline.items();
    if (items.isEmpty()) {
      throw new RefusedInput(Why.NO_PATIENT, "This is FHIR, but a bundle without records.");
    }
    List<String> ids = ids(items);
    for (int i = 0; i < items.size(); i++) {
      add(items.get(i), ids.get(i));
    }
    resolveTargets();
    if (patientByReference.isEmpty()) {
      throw new RefusedInput(Why.NO_PATIENT, withoutPatient(items));
    }
    List<FhirRecord> taken = List.copyOf(records.values());
    List<PatientRecord> patients =
        taken.stream().map(PatientReader::read).flatMap(Optional::stream).toList();
    return new FhirReading.Taken(taken, patients, merged, notes(taken));
  }

  /// The id of each item; names every item for references on the way.
  private List<String> ids(List<Outline.Item> items) throws IOException, RefusedInput {
    List<String> ids = new ArrayList<>();
    boolean conditional = indexOf(bytes, "?identifier=") >= 0;
    for (Outline.Item item : items) {
      if (!R4.isResourceType(item.type())) {
        throw new RefusedInput(
            Why.NOT_R4,
            sentence(item, "has a resourceType that FHIR R4 does not know" + named(item.type())));
      }
      String id = id(item);
      ids.add(id);
      String reference = item.type() + "/" + id;
      item.fullUrl().ifPresent(url -> references.add(url, reference));
      if (conditional) {
        references.addIdentifiers(tree(item), item.type(), reference);
      }
    }
    return ids;
  }

  private String id(Outline.Item item) throws IOException, RefusedInput {
    if (item.id().isPresent()) {
      if (!item.id().get().matches(ID)) {
        throw new RefusedInput(Why.NOT_R4, sentence(item, "has an id that is no FHIR id"));
      }
      return item.id().get();
    }
    String url = item.fullUrl().orElse("");
    int cut = Math.max(url.lastIndexOf('/'), url.lastIndexOf(':'));
    boolean named =
        url.startsWith("urn:uuid:") || (url.contains("/" + item.type() + "/") && cut > 0);
    if (named && url.substring(cut + 1).matches(ID)) {
      return url.substring(cut + 1);
    }
    // Nobody gave it a name, so its content does: read again, it is the same record again.
    return Sha256.hex(CanonicalJson.of(tree(item))).substring(0, 32);
  }

  private void add(Outline.Item item, String id) throws IOException, RefusedInput {
    ObjectNode resource = tree(item);
    checkNumbers(item, resource);
    resource.put("id", id);
    references.rewrite(resource);
    String reference = item.type() + "/" + id;
    Optional<String> patient = PatientLink.of(resource, reference);
    if (patient.isEmpty() && PatientLink.dangles(resource)) {
      throw new RefusedInput(
          Why.UNRESOLVED, sentence(item, "names a patient that is not in the file"));
    }
    String json = CanonicalJson.of(resource);
    checkText(item, json);
    FhirRecord record = new FhirRecord(item.type(), id, patient, json, lastUpdated(resource));
    if (R4.parse(json, resource).isEmpty()) {
      throw new RefusedInput(Why.NOT_R4, sentence(item, "is not built as FHIR R4 says"));
    }
    FhirRecord before = records.putIfAbsent(reference, record);
    if (before == null) {
      places.put(reference, item.place());
      patient.ifPresent(p -> patientByReference.put(reference, p));
    } else if (before.json().equals(json)) {
      merged++;
    } else {
      throw new RefusedInput(
          Why.CONFLICT,
          "Two records have the same id and different content: a "
              + item.type()
              + " in "
              + places.get(reference)
              + " and in "
              + item.place()
              + ".");
    }
  }

  private void resolveTargets() {
    for (Map.Entry<String, FhirRecord> entry : records.entrySet()) {
      FhirRecord record = entry.getValue();
      boolean aboutRecords =
          record.type().equals("Provenance") || record.type().equals("AuditEvent");
      if (aboutRecords && record.patientReference().isEmpty()) {
        Optional<String> patient =
            PatientLink.ofTargets(CanonicalJson.tree(record.json()), patientByReference);
        patient.ifPresent(p -> patientByReference.put(record.reference(), p));
        entry.setValue(
            new FhirRecord(
                record.type(), record.id(), patient, record.json(), record.lastUpdated()));
      }
    }
  }

  private ObjectNode tree(Outline.Item item) throws IOException, RefusedInput {
    JsonNode tree = reader.readTree(bytes, item.start(), item.end() - item.start());
    if (tree instanceof ObjectNode object) {
      return object;
    }
    throw new RefusedInput(Why.NOT_JSON, sentence(item, "is not a JSON object"));
  }

  /// A number such as 1e999999999 is short to write, and a gigabyte once it is written out.
  private static void checkNumbers(Outline.Item item, JsonNode node) throws RefusedInput {
    if (node.isBigDecimal() && Math.abs(node.decimalValue().scale()) > MAX_SCALE) {
      throw new RefusedInput(Why.TOO_LARGE, sentence(item, "has a number beyond all measure"));
    }
    for (JsonNode child : node) {
      checkNumbers(item, child);
    }
  }

  private static void checkText(Outline.Item item, String json) throws RefusedInput {
    // An escaped half of a surrogate pair is no character (RFC 8259 8.2) and has no UTF-8 form.
    for (int i = 0; i < json.length(); i++) {
      if (Character.isSurrogate(json.charAt(i))) {
        boolean pair =
            i + 1 < json.length() && Character.isSurrogatePair(json.charAt(i), json.charAt(i + 1));
        if (!pair) {
          throw new RefusedInput(
              Why.NOT_UTF8, sentence(item, "has text with half a character in it"));
        }
        i++;
      }
    }
  }

  private static Optional<Instant> lastUpdated(JsonNode resource) {
    String text = resource.path("meta").path("lastUpdated").asText("");
    try {
      return text.isEmpty()
          ? Optional.empty()
          : Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      // A time that is none is as good as not given; the record keeps it as it is.
      return Optional.empty();
    }
  }

  private List<String> notes(List<FhirRecord> taken) {
    List<String> notes = new ArrayList<>();
    long nobody = taken.stream().filter(r -> r.patientReference().isEmpty()).count();
    if (nobody > 0) {
      notes.add(nobody + " records name no patient and are kept without one.");
    }
    if (references.unresolved() > 0) {
      notes.add(references.unresolved() + " references name entries that are not in the file.");
    }
    if (outline.withoutResource() > 0) {
      notes.add(outline.withoutResource() + " entries carry no record and were passed over.");
    }
    return notes;
  }

  private static String withoutPatient(List<Outline.Item> items) {
    Outline.Item first = items.getFirst();
    if (items.size() == 1) {
      return "This is FHIR, but this " + first.type() + " names no patient.";
    }
    return "This is FHIR, but none of its " + items.size() + " records names a patient.";
  }

  private static String sentence(Outline.Item item, String what) {
    String place = item.place().isEmpty() ? "The resource" : "The resource in " + item.place();
    return place + " " + what + ".";
  }

  private static String named(String type) {
    return type.matches("[A-Za-z]{1,64}") ? " (" + type + ")" : "";
  }

  private static int indexOf(byte[] bytes, String ascii) {
    int last = bytes.length - ascii.length();
    for (int i = 0; i <= last; i++) {
      int j = 0;
      while (j < ascii.length() && bytes[i + j] == ascii.charAt(j)) {
        j++;
      }
      if (j == ascii.length()) {
        return i;
      }
    }
    return -1;
  }
}
