package health.cairn.ledger.json;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The JSON values that canonical documents of the ledger are made of. Numbers are integers that
/// every JSON reader keeps exactly; booleans, null and fractions are not used, so they are refused.
public sealed interface Json {

  /// @param value well-formed Unicode: no lone surrogates (RFC 8785 3.2.2.2)
  record Text(String value) implements Json {
    public Text {
      for (int i = 0; i < value.length(); i++) {
        char c = value.charAt(i);
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < value.length()
                && Character.isLowSurrogate(value.charAt(i + 1));
        if (pair) {
          i++;
        } else if (Character.isSurrogate(c)) {
          throw new IllegalArgumentException("a lone surrogate in a text");
        }
      }
    }
  }

  /// @param value within plus or minus 2^53 - 1 (RFC 8785 3.2.2.3 through I-JSON)
  record Int(long value) implements Json {
    /// The largest integer that a double keeps with all its neighbours.
    public static final long MAX = (1L << 53) - 1;

    public Int {
      if (value > MAX || value < -MAX) {
        throw new IllegalArgumentException("an integer beyond 2^53 - 1");
      }
    }
  }

  /// @param items in their order
  record Arr(List<Json> items) implements Json {
    public Arr {
      items = List.copyOf(items);
    }
  }

  /// @param members sorted by the UTF-16 code units of their names (RFC 8785 3.2.3), which is the
  ///     natural order of Java strings
  record Obj(SortedMap<String, Json> members) implements Json {
    public Obj {
      var sorted =
          new TreeMap<String, Json>(); // natural order, so that sorted members go in at once
      sorted.putAll(members);
      sorted.keySet().forEach(Text::new);
      members = Collections.unmodifiableSortedMap(sorted);
    }

    public static Obj of(Map<String, Json> members) {
      return new Obj(new TreeMap<>(members));
    }
  }
}
