package health.cairn.ledger.anchor;

import java.util.Locale;
import java.util.regex.Pattern;

/// An account or contract on chain.
///
/// @param hex `0x` and 40 lower-case hexadecimal digits
public record Address(String hex) {
  private static final Pattern FORM = Pattern.compile("0x[0-9a-f]{40}");

  public Address {
    if (!FORM.matcher(hex).matches()) {
      throw new IllegalArgumentException("not an address: 0x and 40 lower-case hex digits");
    }
  }

  /// Reads an address in any letter case, as people and tools write it.
  public static Address parse(String text) {
    return new Address(text.toLowerCase(Locale.ROOT));
  }

  @Override
  public String toString() {
    return hex;
  }
}
