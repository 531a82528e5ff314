package health.cairn.app.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.cairn.app.desk.ImportSummary;
import health.cairn.app.usecase.Scratch;
import health.cairn.app.wiring.DemoHome;
import health.cairn.imaging.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A FHIR bundle of 4 MB, one patient with laboratory values, into an encrypted home: read, checked,
/// stored, put on the timeline, entered into the journal. Each run has a home of its own.
final class BundleBenchmark implements Benchmark {
  private static final long BYTES = 4_000_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public String name() {
    return "import-4-mb-bundle";
  }

  @Override
  public List<Measure> run() throws Exception {
    try (Scratch scratch = Scratch.create()) {
      Path file = scratch.directory().resolve("bundle.json");
      Files.writeString(file, bundle());
      double[] samples = new double[4];
      for (int i = -1; i < samples.length; i++) {
        try (DemoHome home = DemoHome.create("bench")) {
          long start = System.nanoTime();
          ImportSummary summary = home.desk().importFrom(List.of(file), Progress.NONE);
          if (summary.stored() != 1) {
            throw new IllegalStateException("the bundle was not stored: " + summary.refused());
          }
          if (i >= 0) {
            samples[i] = (System.nanoTime() - start) / 1e6;
          }
        }
      }
      return List.of(Measure.of(name(), "ms", samples));
    }
  }

  private static String bundle() {
    ObjectNode bundle = JSON.createObjectNode().put("resourceType", "Bundle");
    bundle.put("type", "transaction");
    ArrayNode entries = bundle.putArray("entry");
    ObjectNode patient = JSON.createObjectNode().put("resourceType", "Patient");
    patient.put("id", "bench").put("gender", "other").put("birthDate", "1970-01-01");
    add(entries, patient);
    long size = 0;
    for (int i = 0; size < BYTES; i++) {
      ObjectNode lab = observation(i);
      size += add(entries, lab);
    }
    return bundle.toString();
  }

  private static ObjectNode observation(int i) {
    ObjectNode lab = JSON.createObjectNode().put("resourceType", "Observation");
    lab.put("id", "lab-" + i).put("status", "final");
    lab.putArray("category")
        .addObject()
        .putArray("coding")
        .addObject()
        .put("system", "http://terminology.hl7.org/CodeSystem/observation-category")
        .put("code", "laboratory");
    ObjectNode code = lab.putObject("code");
    code.putArray("coding")
        .addObject()
        .put("system", "http://loinc.org")
        .put("code", "718-7")
        .put("display", "Hemoglobin [Mass/volume] in Blood");
    code.put("text", "Hemoglobin");
    lab.putObject("subject").put("reference", "Patient/bench");
    lab.put(
        "effectiveDateTime",
        "20%02d-%02d-%02dT08:00:00Z".formatted(10 + i / 336 % 16, 1 + i / 28 % 12, 1 + i % 28));
    lab.putObject("valueQuantity")
        .put("value", 120 + i % 40)
        .put("unit", "g/L")
        .put("system", "http://unitsofmeasure.org")
        .put("code", "g/L");
    ObjectNode range = lab.putArray("referenceRange").addObject();
    range.putObject("low").put("value", 120).put("unit", "g/L");
    range.putObject("high").put("value", 160).put("unit", "g/L");
    return lab;
  }

  private static int add(ArrayNode entries, ObjectNode resource) {
    ObjectNode entry = entries.addObject();
    String reference = resource.get("resourceType").asText() + "/" + resource.get("id").asText();
    entry.put("fullUrl", "https://bench.example/fhir/" + reference);
    entry.set("resource", resource);
    entry.putObject("request").put("method", "PUT").put("url", reference);
    return entry.toString().length() + 1;
  }
}
