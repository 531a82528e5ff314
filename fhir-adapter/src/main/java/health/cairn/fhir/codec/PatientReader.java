package health.cairn.fhir.codec;

import health.cairn.fhir.r4.R4;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;

/// Reads who a patient is out of a Patient record.
public final class PatientReader {
  private static final String IDENTIFIER_TYPES = "http://terminology.hl7.org/CodeSystem/v2-0203";

  private PatientReader() {}

  /// @return empty when the record is no Patient
  public static Optional<PatientRecord> read(FhirRecord record) {
    if (!record.type().equals("Patient")) {
      return Optional.empty();
    }
    return R4.parse(record.json())
        .filter(Patient.class::isInstance)
        .map(Patient.class::cast)
        .map(patient -> read(record.reference(), patient));
  }

  private static PatientRecord read(String reference, Patient patient) {
    String birth = text(patient.getBirthDateElement().getValueAsString());
    boolean dead =
        patient.getDeceased() instanceof DateTimeType
            || (patient.getDeceased() instanceof BooleanType flag && flag.booleanValue());
    String died =
        patient.getDeceased() instanceof DateTimeType when ? text(when.getValueAsString()) : "";
    return new PatientRecord(
        reference,
        patient.getIdentifier().stream()
            .filter(i -> i.getUse() != Identifier.IdentifierUse.OLD && i.hasValue())
            .map(PatientReader::identifier)
            .toList(),
        name(patient.getName()),
        day(birth),
        birth,
        sex(patient.getGender()),
        dead,
        died);
  }

  private static Optional<LocalDate> day(String text) {
    try {
      return text.length() == 10 ? Optional.of(LocalDate.parse(text)) : Optional.empty();
    } catch (DateTimeException e) {
      // The 30th of February: shown as recorded, not computed with.
      return Optional.empty();
    }
  }

  private static PatientRecord.Identifier identifier(Identifier identifier) {
    String type =
        identifier.getType().getCoding().stream()
            .filter(c -> IDENTIFIER_TYPES.equals(c.getSystem()))
            .map(Coding::getCode)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse("");
    return new PatientRecord.Identifier(
        text(identifier.getSystem()), text(identifier.getValue()), type);
  }

  private static String name(List<HumanName> names) {
    return names.stream()
        .filter(n -> !readingOrder(n).isEmpty())
        .min(Comparator.comparingInt(PatientReader::rank))
        .map(PatientReader::readingOrder)
        .orElse("");
  }

  /// Official before usual before unnamed use; what is over or no longer used comes last.
  private static int rank(HumanName name) {
    if (name.getPeriod().hasEnd() || name.getUse() == HumanName.NameUse.OLD) {
      return 4;
    }
    HumanName.NameUse use = name.getUse();
    if (use == null) {
      return 2;
    }
    return switch (use) {
      case OFFICIAL -> 0;
      case USUAL -> 1;
      default -> 3;
    };
  }

  /// The text where there is one and it is in reading order ("Doe, Jane" is not), else the parts.
  private static String readingOrder(HumanName name) {
    if (name.hasText() && !name.getText().contains(",")) {
      return name.getText().strip();
    }
    String parts =
        Stream.of(
                name.getGiven().stream().map(StringType::getValue),
                Stream.of(text(name.getFamily())),
                name.getSuffix().stream().map(StringType::getValue))
            .flatMap(part -> part)
            .filter(Objects::nonNull)
            .map(String::strip)
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(" "));
    return parts.isEmpty() ? text(name.getText()).strip() : parts;
  }

  private static String sex(@Nullable AdministrativeGender gender) {
    if (gender == null) {
      return "";
    }
    return switch (gender) {
      case FEMALE -> "F";
      case MALE -> "M";
      case OTHER -> "O";
      default -> "";
    };
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
