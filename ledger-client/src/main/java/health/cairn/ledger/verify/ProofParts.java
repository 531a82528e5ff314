package health.cairn.ledger.verify;

import health.cairn.ledger.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// [CompactProof]'s text in several codes where it is too long for one. Each says which of how many it is and of
/// what: `CAIRN2-1/3-`, the first 8 hexadecimal digits of the text's SHA-256, a colon, and its share of the text.
/// They are joined in any order.
public final class ProofParts {
  /// More are refused; at 1,500 characters each, that is more than the largest proof has.
  public static final int MOST = 48;

  private static final String WHOLE = "CAIRN2:";
  private static final Pattern PART =
      Pattern.compile(
          "CAIRN2-([1-9][0-9]?)/([1-9][0-9]?)-([0-9A-F]{8}):([0-9A-Z $%*+./:-]{1,4296})");

  private ProofParts() {}

  /// What several texts make together.
  public sealed interface Joined {}

  /// A proof's text; whether it holds is for [ProofVerifier] to say.
  public record Whole(String text) implements Joined {}

  /// Some parts are not there.
  ///
  /// @param missing their numbers, from 1
  public record Lacking(List<Integer> missing, int of) implements Joined {
    public Lacking {
      missing = List.copyOf(missing);
    }
  }

  /// They do not belong together, or one was changed.
  public record Damaged(String reason) implements Joined {}

  /// None of them is of a proof.
  public record Nothing() implements Joined {}

  /// @param text [CompactProof#text]
  /// @param length characters that one code may have, with what goes before; at least 100
  /// @return the text alone where it is short enough
  /// @throws IllegalArgumentException where it would take more than [#MOST]
  public static List<String> of(String text, int length) {
    if (text.length() <= length) {
      return List.of(text);
    }
    int room = length - "CAIRN2-48/48-00000000:".length();
    int count = (text.length() + room - 1) / room;
    if (count > MOST) {
      throw new IllegalArgumentException("a proof of " + text.length() + " characters");
    }
    int share = (text.length() + count - 1) / count;
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      parts.add(
          "CAIRN2-%d/%d-%s:%s"
              .formatted(
                  i + 1,
                  count,
                  digest(text),
                  text.substring(i * share, Math.min(text.length(), (i + 1) * share))));
    }
    return parts;
  }

  /// Whether a text claims to be a proof, or a part of one.
  public static boolean claims(String text) {
    return text.startsWith(WHOLE) || isPart(text);
  }

  /// Whether a text claims to be a part of a proof, so that there are others.
  public static boolean isPart(String text) {
    return text.startsWith("CAIRN2-");
  }

  /// Joins what was read, in any order; texts that claim nothing are passed over.
  public static Joined join(Collection<String> texts) {
    Set<String> claimed = new TreeSet<>(texts.stream().filter(ProofParts::claims).toList());
    if (claimed.isEmpty()) {
      return new Nothing();
    }
    if (claimed.stream().anyMatch(t -> t.startsWith(WHOLE))) {
      return claimed.size() == 1
          ? new Whole(claimed.iterator().next())
          : new Damaged("there are codes of more than one proof");
    }
    return joinParts(claimed);
  }

  private static Joined joinParts(Set<String> texts) {
    TreeMap<Integer, String> shares = new TreeMap<>();
    int of = 0;
    String digest = "";
    for (String text : texts) {
      Matcher part = PART.matcher(text);
      if (!part.matches()) {
        return new Damaged("a code is not as it was made");
      }
      int number = Integer.parseInt(part.group(1));
      int count = Integer.parseInt(part.group(2));
      if (number > count || count > MOST) {
        return new Damaged("a code counts wrongly");
      }
      if (!shares.isEmpty() && (count != of || !part.group(3).equals(digest))) {
        return new Damaged("there are codes of more than one proof");
      }
      of = count;
      digest = part.group(3);
      if (shares.put(number, part.group(4)) != null) {
        return new Damaged("there are two different codes " + number + " of " + of);
      }
    }
    List<Integer> missing = new ArrayList<>();
    for (int i = 1; i <= of; i++) {
      if (!shares.containsKey(i)) {
        missing.add(i);
      }
    }
    if (!missing.isEmpty()) {
      return new Lacking(missing, of);
    }
    String text = String.join("", shares.values());
    return digest(text).equals(digest)
        ? new Whole(text)
        : new Damaged("a code was changed since it was made");
  }

  private static String digest(String text) {
    return Hash.sha256(text.getBytes(StandardCharsets.UTF_8))
        .hex()
        .substring(0, 8)
        .toUpperCase(Locale.ROOT);
  }
}
