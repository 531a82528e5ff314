package health.cairn.fhir.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import health.cairn.fhir.SharedData;
import health.cairn.fhir.timeline.RecordEvents;
import health.cairn.fhir.timeline.RecordEvents.LeftOut;
import health.cairn.fhir.timeline.TimelineReader;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Files other software wrote; what must come out is counted from the JSON without this module.
@Tag("realdata")
class RealDataTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final FhirReader READER = new FhirReader(FhirLimits.STANDARD);
  private static final TimelineReader TIMELINE = new TimelineReader();

  /// Types of the examples that are about nobody, and the one file that is no FHIR.
  private static final Set<String> ABOUT_NOBODY =
      Set.of("Questionnaire", "Practitioner", "Organization", "Library", "Medication", "Location");

  @Test
  void synthea_isTakenWholeWithEveryEntry() throws Exception {
    Path zip = SharedData.folder("fhir").resolve("synthea.zip");
    int files = 0;
    int events = 0;
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (!entry.isDirectory()) {
          byte[] bytes = in.readAllBytes();
          FhirReading.Taken taken = taken(bytes);
          compare(JSON.readTree(bytes), taken);
          events += eventsOf(taken);
          files++;
        }
      }
    }
    assertEquals(16, files);
    assertTrue(events > 5000, "events: " + events);
  }

  @Test
  void read_takesAMemberOfAZipWithoutClosingIt() throws Exception {
    Path zip = SharedData.folder("fhir").resolve("synthea.zip");
    int patients = 0;
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (!entry.isDirectory()) {
          patients += assertInstanceOf(FhirReading.Taken.class, READER.read(in)).patients().size();
        }
      }
    }
    assertEquals(16, patients);
  }

  @Test
  void everyFile_isTakenOrRefusedWithItsReason() throws Exception {
    Path folder = SharedData.folder("fhir");
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files = walk.filter(f -> f.toString().endsWith(".json")).sorted().toList();
    }
    assertTrue(files.size() > 100, "files: " + files.size());
    for (Path file : files) {
      JsonNode json = JSON.readTree(file.toFile());
      String type = json.path("resourceType").asText();
      switch (READER.read(file)) {
        case FhirReading.Taken taken -> {
          compare(json, taken);
          // Of what is FHIR about a patient only one entry is refused: a Range whose low is a bare
          // number.
          assertEquals(
              file.endsWith("genomicsBundle.json") ? List.of("entry 6") : List.of(),
              taken.refused().stream().map(RefusedEntry::place).toList(),
              file.toString());
          eventsOf(taken);
          assertFalse(ABOUT_NOBODY.contains(type), file.toString());
        }
        case FhirReading.Refused refused -> {
          boolean device = type.equals("Device") && json.path("patient").isMissingNode();
          FhirReading.Why expected =
              type.isEmpty() ? FhirReading.Why.NOT_FHIR : FhirReading.Why.NO_PATIENT;
          assertTrue(
              type.isEmpty() || ABOUT_NOBODY.contains(type) || device,
              file + ": " + refused.reason());
          assertEquals(expected, refused.why(), file + ": " + refused.reason());
        }
      }
    }
  }

  /// Same number of each type; same patient for each record; nothing lost from any of them.
  private static void compare(JsonNode json, FhirReading.Taken taken) throws Exception {
    List<JsonNode> resources = new ArrayList<>();
    if (json.path("resourceType").asText().equals("Bundle")) {
      List<String> refused = taken.refused().stream().map(RefusedEntry::place).toList();
      int number = 0;
      for (JsonNode entry : json.path("entry")) {
        number++;
        if (!refused.contains("entry " + number)) {
          resources.add(entry.path("resource"));
        }
      }
    } else {
      resources.add(json);
    }
    TreeMap<String, Integer> expected = new TreeMap<>();
    Map<String, JsonNode> byReference = new HashMap<>();
    int repeated = 0;
    for (JsonNode resource : resources) {
      String reference =
          resource.path("resourceType").asText() + "/" + resource.path("id").asText();
      boolean first = byReference.putIfAbsent(reference, resource) == null;
      if (first || resource.path("id").isMissingNode()) {
        expected.merge(resource.path("resourceType").asText(), 1, Integer::sum);
      } else {
        repeated++;
      }
    }
    TreeMap<String, Integer> found = new TreeMap<>();
    taken.records().forEach(r -> found.merge(r.type(), 1, Integer::sum));
    assertEquals(expected, found);
    assertEquals(repeated, taken.merged());
    for (FhirRecord record : taken.records()) {
      assertFalse(record.json().contains("\"reference\":\"urn:uuid:"), record.reference());
      JsonNode stored = JSON.readTree(record.json());
      JsonNode given = byReference.getOrDefault(record.reference(), stored);
      assertEquals(leaves(given), leaves(stored), record.reference());
    }
  }

  private static int leaves(JsonNode node) {
    if (!node.isContainerNode()) {
      return 1;
    }
    int count = 0;
    for (JsonNode child : node) {
      count += leaves(child);
    }
    return count;
  }

  private static int eventsOf(FhirReading.Taken taken) {
    int count = 0;
    for (FhirRecord record : taken.records()) {
      RecordEvents events = TIMELINE.events(record);
      assertFalse(
          events.leftOut().equals(java.util.Optional.of(LeftOut.UNREADABLE)), record.reference());
      count += events.events().size();
    }
    return count;
  }

  private static FhirReading.Taken taken(byte[] bytes) throws Exception {
    FhirReading reading = READER.read(new ByteArrayInputStream(bytes));
    return assertInstanceOf(
        FhirReading.Taken.class,
        reading,
        () -> reading + new String(bytes, 0, 200, StandardCharsets.UTF_8));
  }
}
