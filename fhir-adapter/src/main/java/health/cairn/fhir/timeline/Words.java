package health.cairn.fhir.timeline;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/// The record's own words, short enough for a line.
final class Words {
  private static final int LINE = 200;

  private Words() {}

  /// Text, else the first display, else the first code; empty where there is none.
  static String of(@Nullable CodeableConcept concept) {
    if (concept == null) {
      return "";
    }
    if (concept.hasText()) {
      return line(concept.getText());
    }
    return Stream.concat(
            concept.getCoding().stream().map(Coding::getDisplay),
            concept.getCoding().stream().map(Coding::getCode))
        .filter(Objects::nonNull)
        .findFirst()
        .map(Words::line)
        .orElse("");
  }

  static String first(List<CodeableConcept> concepts) {
    return concepts.isEmpty() ? "" : of(concepts.getFirst());
  }

  static String of(@Nullable Reference reference) {
    return reference == null || !reference.hasDisplay() ? "" : line(reference.getDisplay());
  }

  /// A value that is no plain number: a concept, a text, a number with "less than".
  static String of(@Nullable Type value) {
    return switch (value) {
      case CodeableConcept concept -> of(concept);
      case Quantity quantity when quantity.hasValue() ->
          some(
              quantity.hasComparator() ? quantity.getComparator().toCode() : "",
              quantity.getValue().toPlainString(),
              quantity.hasUnit() ? quantity.getUnit() : "");
      case null -> "";
      default -> value.isPrimitive() ? line(String.valueOf(value.primitiveValue())) : "";
    };
  }

  /// What there is of several, in one line.
  static String join(String between, String... parts) {
    return Stream.of(parts).filter(p -> !p.isBlank()).collect(Collectors.joining(between));
  }

  static String or(String words, String otherwise) {
    return words.isBlank() ? otherwise : words;
  }

  static String line(@Nullable String text) {
    if (text == null) {
      return "";
    }
    String line = text.strip().replaceAll("\\s+", " ");
    return line.length() <= LINE ? line : line.substring(0, LINE - 3) + "...";
  }

  private static String some(String... parts) {
    return join(" ", parts);
  }
}
