package health.cairn.app.usecase;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.desk.PatientHeader;
import health.cairn.fhir.FhirException;
import health.cairn.fhir.codec.FhirLimits;
import health.cairn.fhir.codec.FhirReader;
import health.cairn.fhir.codec.FhirReading;
import health.cairn.fhir.codec.FhirRecord;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;

/// The Patient record of somebody who is known from images only: record number, name, birth date and
/// sex, as the images say.
final class PatientFromImages {
  private static final ObjectMapper JSON = new ObjectMapper();

  private PatientFromImages() {}

  static FhirRecord record(PatientHeader header) throws CairnException {
    ObjectNode patient = JSON.createObjectNode();
    patient.put("resourceType", "Patient");
    patient.put("id", header.patientKey());
    if (!header.patientId().isEmpty()) {
      ObjectNode identifier = patient.putArray("identifier").addObject();
      identifier
          .putObject("type")
          .putArray("coding")
          .addObject()
          .put("system", "http://terminology.hl7.org/CodeSystem/v2-0203")
          .put("code", "MR");
      identifier.put("value", header.patientId());
    }
    if (!header.name().isEmpty()) {
      patient.putArray("name").addObject().put("text", header.name());
    }
    header.birthDate().ifPresent(date -> patient.put("birthDate", date.toString()));
    switch (header.sex()) {
      case "F" -> patient.put("gender", "female");
      case "M" -> patient.put("gender", "male");
      case "O" -> patient.put("gender", "other");
      default -> patient.put("gender", "unknown");
    }
    byte[] bytes = patient.toString().getBytes(StandardCharsets.UTF_8);
    try {
      FhirReading reading =
          new FhirReader(FhirLimits.STANDARD).read(new ByteArrayInputStream(bytes));
      return switch (reading) {
        case FhirReading.Taken taken -> taken.records().getFirst();
        case FhirReading.Refused refused ->
            throw new IllegalStateException("our own Patient is refused: " + refused.reason());
      };
    } catch (FhirException e) {
      throw Failures.of(e);
    }
  }
}
