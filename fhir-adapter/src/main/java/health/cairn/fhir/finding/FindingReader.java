package health.cairn.fhir.finding;

import health.cairn.fhir.codec.FhirRecord;
import health.cairn.fhir.r4.R4;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Range;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/// Reads findings back out of records.
public final class FindingReader {
  private FindingReader() {}

  /// The findings among some records (of one patient, say), newest first; other records are passed
  /// over. The model's name and version come from its Device where that is among the records. A
  /// decided finding that names no person is read as Proposed: a model cannot accept.
  public static List<RecordedFinding> findings(List<FhirRecord> records) {
    Map<String, Device> devices =
        records.stream()
            .filter(r -> r.type().equals("Device"))
            .flatMap(r -> R4.parse(r.json()).stream())
            .filter(Device.class::isInstance)
            .map(Device.class::cast)
            .collect(
                Collectors.toMap(
                    d -> "Device/" + d.getIdElement().getIdPart(), d -> d, (a, b) -> b));
    return records.stream()
        .filter(r -> r.type().equals("Observation") && r.json().contains(FindingCodes.STATUS))
        .flatMap(r -> R4.parse(r.json()).stream())
        .filter(Observation.class::isInstance)
        .map(Observation.class::cast)
        .flatMap(o -> finding(o, devices).stream())
        .sorted(
            Comparator.comparing(RecordedFinding::issued)
                .reversed()
                .thenComparing(RecordedFinding::reference))
        .toList();
  }

  private static Optional<RecordedFinding> finding(
      Observation observation, Map<String, Device> devices) {
    Optional<FindingStatus> status = FindingTag.status(observation);
    Optional<Instant> issued = issued(observation);
    if (status.isEmpty() || issued.isEmpty()) {
      return Optional.empty();
    }
    boolean decided = status.get() != FindingStatus.PROPOSED;
    return Optional.of(
        new RecordedFinding(
            "Observation/" + observation.getIdElement().getIdPart(),
            observation.getDerivedFrom().stream()
                .map(r -> uid(r.getIdentifier().getValue()))
                .filter(uid -> !uid.isEmpty())
                .findFirst()
                .orElse(""),
            title(observation),
            organ(observation),
            undecidedBecause(observation),
            status.get(),
            model(observation.getDevice(), devices),
            decided ? String.valueOf(observation.getPerformerFirstRep().getDisplay()) : "",
            notes(observation, true).reduce((first, last) -> last).orElse(""),
            issued.get(),
            figures(observation),
            notes(observation, false).toList(),
            keySlice(observation)));
  }

  private static Optional<Instant> issued(Observation observation) {
    try {
      return Optional.ofNullable(observation.getIssuedElement().getValueAsString())
          .map(text -> OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      // None of ours: we write times that can be read.
      return Optional.empty();
    }
  }

  private static String title(Observation observation) {
    String what = observation.getCode().getText();
    if (!NextVersion.has(observation.getCode(), FindingCodes.TUMOUR_TYPE)) {
      return what;
    }
    return observation.getValue() instanceof CodeableConcept type
        ? what + ": " + type.getText()
        : what + ": undecided";
  }

  private static boolean organ(Observation observation) {
    return NextVersion.has(observation.getCode(), FindingCodes.VOLUME)
        && !NextVersion.has(observation.getCode(), FindingCodes.TUMOUR_VOLUME);
  }

  private static Optional<String> undecidedBecause(Observation observation) {
    return observation.hasDataAbsentReason()
        ? Optional.ofNullable(observation.getDataAbsentReason().getText())
        : Optional.empty();
  }

  private static Optional<ModelAuthor> model(Reference reference, Map<String, Device> devices) {
    String sha256 = String.valueOf(reference.getIdentifier().getValue());
    if (!sha256.matches("[0-9a-f]{64}")) {
      return Optional.empty();
    }
    Device device = devices.get(String.valueOf(reference.getReference()));
    if (device != null && device.hasDeviceName() && device.hasVersion()) {
      return Optional.of(
          new ModelAuthor(
              device.getDeviceNameFirstRep().getName(),
              device.getVersionFirstRep().getValue(),
              sha256));
    }
    String display = String.valueOf(reference.getDisplay());
    int cut = display.lastIndexOf(' ');
    return cut < 1
        ? Optional.empty()
        : Optional.of(
            new ModelAuthor(display.substring(0, cut), display.substring(cut + 1), sha256));
  }

  private static List<RecordedFinding.Figure> figures(Observation observation) {
    List<RecordedFinding.Figure> figures = new ArrayList<>();
    Optional<Analysis.Interval> interval =
        observation.getComponent().stream()
            .filter(c -> NextVersion.has(c.getCode(), FindingCodes.VOLUME_95))
            .map(Observation.ObservationComponentComponent::getValue)
            .filter(Range.class::isInstance)
            .map(Range.class::cast)
            .map(
                r ->
                    new Analysis.Interval(
                        r.getLow().getValue().doubleValue(), r.getHigh().getValue().doubleValue()))
            .findFirst();
    if (observation.getValue() instanceof Quantity volume) {
      figures.add(figure("Volume", volume, interval));
    }
    for (Observation.ObservationComponentComponent part : observation.getComponent()) {
      if (part.getValue() instanceof Quantity quantity) {
        figures.add(figure(label(part.getCode()), quantity, Optional.empty()));
      }
    }
    return figures;
  }

  private static RecordedFinding.Figure figure(
      String label, Quantity quantity, Optional<Analysis.Interval> interval) {
    return new RecordedFinding.Figure(
        label, quantity.getValue().doubleValue(), quantity.getCode(), interval);
  }

  private static String label(CodeableConcept code) {
    if (NextVersion.has(code, FindingCodes.LONGEST)) {
      return "Longest diameter";
    }
    if (NextVersion.has(code, FindingCodes.PERPENDICULAR)) {
      return "Perpendicular diameter";
    }
    if (NextVersion.has(code, FindingCodes.TO_TUMOUR)) {
      return "Distance to the tumour";
    }
    if (NextVersion.has(code, FindingCodes.UNCERTAINTY)) {
      return "Uncertainty";
    }
    return code.getCoding().stream()
        .filter(c -> FindingCodes.CATEGORY.equals(c.getSystem()))
        .map(Coding::getCode)
        .findFirst()
        .orElse(code.getText());
  }

  /// What a person wrote is signed with an account, what a model says with a name.
  private static Stream<String> notes(Observation observation, boolean byPerson) {
    return observation.getNote().stream()
        .filter(note -> (note.getAuthor() instanceof Reference) == byPerson)
        .map(Annotation::getText);
  }

  private static Optional<Analysis.KeySlice> keySlice(Observation observation) {
    Extension extension = observation.getExtensionByUrl(FindingCodes.KEY_SLICE);
    if (extension == null
        || !(extension.getExtensionByUrl("series").getValue() instanceof PrimitiveType<?> series)
        || !(extension.getExtensionByUrl("slice").getValue() instanceof PrimitiveType<?> slice)) {
      return Optional.empty();
    }
    return Optional.of(
        new Analysis.KeySlice(
            uid(series.getValueAsString()), Integer.parseInt(slice.getValueAsString())));
  }

  private static String uid(@Nullable String value) {
    return value == null ? "" : value.startsWith("urn:oid:") ? value.substring(8) : value;
  }
}
