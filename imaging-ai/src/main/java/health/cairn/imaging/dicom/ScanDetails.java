package health.cairn.imaging.dicom;

import health.cairn.imaging.ImagingException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.OptionalInt;
import org.aoju.bus.image.Tag;

/// What an image's header says of its scanner and of the patient's sex and age: what groups of patients are told
/// apart by.
///
/// @param sex Patient's Sex (0010,0040), or empty
/// @param ageYears full years at the examination: Patient's Age (0010,1010), else from the dates of birth and study
/// @param manufacturer (0008,0070), or empty
/// @param fieldStrengthTesla Magnetic Field Strength (0018,0087)
public record ScanDetails(
    String sex, OptionalInt ageYears, String manufacturer, Optional<Double> fieldStrengthTesla) {
  private static final int OLDEST = 130;
  private static final int MONTHS_A_YEAR = 12;

  /// @throws ImagingException REFUSED when the object cannot be read
  public static ScanDetails of(Instance instance) throws ImagingException {
    return ObjectParser.parse(
        instance.source(),
        (parsed, in) -> {
          Header header = parsed.header();
          return new ScanDetails(
              header.text(Tag.PatientSex),
              age(header),
              header.text(Tag.Manufacturer),
              header.number(Tag.MagneticFieldStrength));
        });
  }

  private static OptionalInt age(Header header) {
    String stated = header.text(Tag.PatientAge);
    if (stated.matches("\\d{3}[DWMY]")) {
      int number = Integer.parseInt(stated.substring(0, 3));
      int years =
          switch (stated.charAt(3)) {
            case 'Y' -> number;
            case 'M' -> number / MONTHS_A_YEAR;
            default -> number / (stated.charAt(3) == 'W' ? 52 : 365);
          };
      return possible(years);
    }
    Optional<LocalDate> born = date(header, Tag.PatientBirthDate);
    Optional<LocalDate> examined = date(header, Tag.StudyDate);
    return born.isPresent() && examined.isPresent()
        ? possible(Period.between(born.get(), examined.get()).getYears())
        : OptionalInt.empty();
  }

  private static OptionalInt possible(int years) {
    return years >= 0 && years <= OLDEST ? OptionalInt.of(years) : OptionalInt.empty();
  }

  private static Optional<LocalDate> date(Header header, int tag) {
    try {
      return Optional.of(
          LocalDate.parse(header.text(tag).replace(".", ""), DateTimeFormatter.BASIC_ISO_DATE));
    } catch (DateTimeException notADate) {
      return Optional.empty();
    }
  }
}
