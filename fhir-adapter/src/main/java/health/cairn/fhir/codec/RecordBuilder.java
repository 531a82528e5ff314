package health.cairn.fhir.codec;

import com.fasterxml.jackson.core.exc.StreamConstraintsException;
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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
  private final List<RefusedEntry> refused;
  private final Set<String> conflicting = new HashSet<>();

  /// References of patients whose own entry was refused, with its index in `refused`.
  private final Map<String, Integer> refusedPatients = new HashMap<>();

  private int merged;

  RecordBuilder(byte[] bytes, ObjectReader reader, Outline outline) {
    this.bytes = bytes;
    this.reader = reader;
    this.outline = outline;
    this.refused = new ArrayList<>(outline.refused());
  }

  FhirReading.Taken build() throws IOException, RefusedInput {
    List<Outline.Item> items = outline.items();
    if (items.isEmpty()) {
      requireSomething();
      throw new RefusedInput(Why.NO_PATIENT, "This is FHIR, but a bundle without records.");
    }
    List<Optional<String>> ids = ids(items);
    for (int i = 0; i < items.size(); i++) {
      if (ids.get(i).isPresent()) {
        take(items.get(i), ids.get(i).get());
      }
    }
    removeConflicting();
    resolveTargets();
    removeOfRefusedPatients();
    if (records.isEmpty()) {
      requireSomething();
    }
    if (records.keySet().stream().noneMatch(patientByReference::containsKey)) {
      throw new RefusedInput(Why.NO_PATIENT, withoutPatient(items));
    }
    List<FhirRecord> taken = List.copyOf(records.values());
    List<PatientRecord> patients =
        taken.stream().map(PatientReader::read).flatMap(Optional::stream).toList();
    return new FhirReading.Taken(taken, patients, merged, notes(taken), refused);
  }

  /// Nothing is left of the input: what is wrong with its first resource is wrong with it.
  private void requireSomething() throws RefusedInput {
    if (refused.isEmpty()) {
      return;
    }
    RefusedEntry first = refused.getFirst();
    String which = first.place().isEmpty() ? "The resource" : "The resource in " + first.place();
    int more = refused.size() - 1;
    String others =
        more == 0 ? "" : more == 1 ? "; 1 more is bad too" : "; " + more + " more are bad too";
    throw new RefusedInput(first.why(), which + " " + first.reason() + others + ".");
  }

  /// The id of each item, none of one that is refused; names every item for references on the way.
  private List<Optional<String>> ids(List<Outline.Item> items) throws IOException {
    List<Optional<String>> ids = new ArrayList<>();
    boolean conditional = indexOf(bytes, "?identifier=") >= 0;
    for (Outline.Item item : items) {
      try {
        ids.add(Optional.of(named(item, conditional)));
      } catch (RefusedResource e) {
        refused.add(e.at(item.place()));
        ids.add(Optional.empty());
      }
    }
    return ids;
  }

  private String named(Outline.Item item, boolean conditional) throws IOException, RefusedResource {
    if (!R4.isResourceType(item.type())) {
      throw new RefusedResource(
          Why.NOT_R4, "has a resourceType that FHIR R4 does not know" + shown(item.type()));
    }
    String id = id(item);
    String reference = item.type() + "/" + id;
    item.fullUrl().ifPresent(url -> references.add(url, reference));
    if (conditional) {
      references.addIdentifiers(tree(item), item.type(), reference);
    }
    return id;
  }

  private void take(Outline.Item item, String id) throws IOException {
    try {
      add(item, id);
    } catch (RefusedResource e) {
      refused.add(e.at(item.place()));
      if (item.type().equals("Patient")) {
        refusedPatients.put(item.type() + "/" + id, refused.size() - 1);
      }
    }
  }

  /// Two contents under one id: which is the right one cannot be known, so neither is taken.
  private void removeConflicting() {
    for (String reference : conflicting) {
      FhirRecord record = records.remove(reference);
      if (record != null) {
        patientByReference.remove(reference);
        refused.add(
            new RefusedEntry(
                places.getOrDefault(reference, ""),
                Why.CONFLICT,
                "has the id of another " + record.type() + " and other content"));
      }
    }
  }

  /// Whose patient is not known to be who they say is not kept under that patient.
  private void removeOfRefusedPatients() {
    Map<String, Integer> taken = new HashMap<>();
    for (FhirRecord record : List.copyOf(records.values())) {
      String patient = patientByReference.getOrDefault(record.reference(), "");
      if (refusedPatients.containsKey(patient)) {
        records.remove(record.reference());
        taken.merge(patient, 1, Integer::sum);
      }
    }
    taken.forEach(
        (patient, count) -> {
          int index = refusedPatients.getOrDefault(patient, 0);
          RefusedEntry entry = refused.get(index);
          refused.set(
              index,
              new RefusedEntry(
                  entry.place(),
                  entry.why(),
                  entry.reason()
                      + "; with this patient "
                      + (count == 1 ? "1 record is" : count + " records are")
                      + " left out"));
        });
  }

  private String id(Outline.Item item) throws IOException, RefusedResource {
    if (item.id().isPresent()) {
      if (!item.id().get().matches(ID)) {
        throw new RefusedResource(Why.NOT_R4, "has an id that is no FHIR id");
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

  private void add(Outline.Item item, String id) throws IOException, RefusedResource {
    ObjectNode resource = tree(item);
    checkNumbers(resource);
    resource.put("id", id);
    references.rewrite(resource);
    String reference = item.type() + "/" + id;
    Optional<String> patient = PatientLink.of(resource, reference);
    if (patient.isEmpty() && PatientLink.dangles(resource)) {
      throw new RefusedResource(Why.UNRESOLVED, "names a patient that is not in the file");
    }
    String json = CanonicalJson.of(resource);
    checkText(json);
    FhirRecord record = new FhirRecord(item.type(), id, patient, json, lastUpdated(resource));
    if (R4.parse(json, resource).isEmpty()) {
      throw new RefusedResource(Why.NOT_R4, "is not built as FHIR R4 says" + shown(item.type()));
    }
    FhirRecord before = records.putIfAbsent(reference, record);
    if (before == null) {
      places.put(reference, item.place());
      patient.ifPresent(p -> patientByReference.put(reference, p));
    } else if (before.json().equals(json)) {
      merged++;
    } else {
      conflicting.add(reference);
      throw new RefusedResource(
          Why.CONFLICT,
          "has the id of the "
              + item.type()
              + " in "
              + places.getOrDefault(reference, "")
              + " and other content");
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

  private ObjectNode tree(Outline.Item item) throws IOException, RefusedResource {
    JsonNode tree;
    try {
      tree = reader.readTree(bytes, item.start(), item.end() - item.start());
    } catch (StreamConstraintsException e) {
      throw new RefusedResource(Why.TOO_LARGE, "holds a text or number beyond all measure");
    }
    if (tree instanceof ObjectNode object) {
      return object;
    }
    throw new RefusedResource(Why.NOT_JSON, "is not a JSON object");
  }

  /// A number such as 1e999999999 is short to write, and a gigabyte once it is written out.
  private static void checkNumbers(JsonNode node) throws RefusedResource {
    if (node.isBigDecimal() && Math.abs(node.decimalValue().scale()) > MAX_SCALE) {
      throw new RefusedResource(Why.TOO_LARGE, "has a number beyond all measure");
    }
    for (JsonNode child : node) {
      checkNumbers(child);
    }
  }

  private static void checkText(String json) throws RefusedResource {
    // An escaped half of a surrogate pair is no character (RFC 8259 8.2) and has no UTF-8 form.
    for (int i = 0; i < json.length(); i++) {
      if (Character.isSurrogate(json.charAt(i))) {
        boolean pair =
            i + 1 < json.length() && Character.isSurrogatePair(json.charAt(i), json.charAt(i + 1));
        if (!pair) {
          throw new RefusedResource(Why.NOT_UTF8, "has text with half a character in it");
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

  private static String shown(String type) {
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
