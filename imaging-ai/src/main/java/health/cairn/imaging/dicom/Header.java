package health.cairn.imaging.dicom;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.aoju.bus.image.galaxy.data.Attributes;
import org.aoju.bus.image.galaxy.data.Sequence;

/// The attributes of one object or one item, read without trust: an attribute whose value is not
/// what its VR promises counts as absent, so that what depends on it is refused, never guessed.
record Header(Attributes attributes) {
  /// Text, trimmed; empty where absent.
  String text(int tag) {
    try {
      String value = attributes.getString(tag);
      return value == null ? "" : value.strip();
    } catch (RuntimeException malformed) {
      return "";
    }
  }

  /// All values of a multi-valued text, each trimmed, without empty ones at the end.
  List<String> texts(int tag) {
    try {
      String[] values = attributes.getStrings(tag);
      if (values == null) return List.of();
      return Arrays.stream(values).map(value -> value == null ? "" : value.strip()).toList();
    } catch (RuntimeException malformed) {
      return List.of();
    }
  }

  /// The first decimal number (VR DS, FD, FL), where there is one and it is finite.
  Optional<Double> number(int tag) {
    try {
      if (!attributes.containsValue(tag)) return Optional.empty();
      double value = attributes.getDouble(tag, Double.NaN);
      return Double.isFinite(value) ? Optional.of(value) : Optional.empty();
    } catch (RuntimeException malformed) {
      return Optional.empty();
    }
  }

  /// Exactly `count` finite numbers, or nothing.
  Optional<double[]> numbers(int tag, int count) {
    try {
      if (!attributes.containsValue(tag)) return Optional.empty();
      double[] values = attributes.getDoubles(tag);
      if (values == null || values.length != count) return Optional.empty();
      return Arrays.stream(values).allMatch(Double::isFinite)
          ? Optional.of(values)
          : Optional.empty();
    } catch (RuntimeException malformed) {
      return Optional.empty();
    }
  }

  /// A whole number (VR US, SS, UL, SL, IS).
  int integer(int tag, int whenAbsent) {
    try {
      return attributes.containsValue(tag) ? attributes.getInt(tag, whenAbsent) : whenAbsent;
    } catch (RuntimeException malformed) {
      return whenAbsent;
    }
  }

  boolean has(int tag) {
    return attributes.containsValue(tag);
  }

  /// Items of a sequence; none where the attribute is absent or is no sequence.
  List<Header> items(int sequenceTag) {
    try {
      Sequence sequence = attributes.getSequence(sequenceTag);
      if (sequence == null) return List.of();
      var items = new ArrayList<Header>(sequence.size());
      for (Attributes item : sequence) items.add(new Header(item));
      return items;
    } catch (RuntimeException malformed) {
      return List.of();
    }
  }

  /// The first item of a sequence.
  Optional<Header> item(int sequenceTag) {
    return items(sequenceTag).stream().findFirst();
  }
}
