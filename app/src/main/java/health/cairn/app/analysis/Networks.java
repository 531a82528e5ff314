package health.cairn.app.analysis;

import health.cairn.imaging.classify.Member;
import health.cairn.imaging.fuse.FusedMember;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whose answers something rests on, before anything is joined: hashes by the names of the members, and of what
/// outlines for them. As text it is the first lines of what rests on it, "# NAME SHA-256" each.
///
/// @param sha256 by name; empty where nobody wrote down who answered
public record Networks(SortedMap<String, String> sha256) {
  /// Of what was kept before networks were.
  public static final Networks UNKNOWN = new Networks(new TreeMap<>());

  private static final Pattern LINE = Pattern.compile("# ([A-Za-z0-9._-]{1,64}) ([0-9a-f]{64})\\n");

  public Networks {
    sha256 = Collections.unmodifiableSortedMap(new TreeMap<>(sha256));
  }

  /// Those that a member asks.
  public static Networks of(Member member) {
    return new Networks(
        new TreeMap<>(
            member instanceof FusedMember fused
                ? fused.panel().networks()
                : Map.of(member.ref().name(), member.ref().sha256())));
  }

  /// Those that a text begins with.
  public static Networks of(String text) {
    SortedMap<String, String> found = new TreeMap<>();
    Matcher line = LINE.matcher(text);
    while (line.lookingAt()) {
      found.put(line.group(1), line.group(2));
      line.region(line.end(), text.length());
    }
    return new Networks(found);
  }

  /// A text without the lines that name networks.
  public static String below(String text) {
    Matcher line = LINE.matcher(text);
    int from = 0;
    while (line.lookingAt()) {
      from = line.end();
      line.region(from, text.length());
    }
    return text.substring(from);
  }

  /// A text that begins with these.
  public String above(String text) {
    StringBuilder all = new StringBuilder();
    sha256.forEach((name, hash) -> all.append("# %s %s\n".formatted(name, hash)));
    return all + text;
  }

  /// Names of those that said something themselves.
  public SortedSet<String> members() {
    SortedSet<String> names = new TreeSet<>(sha256.keySet());
    names.remove(FusedMember.OUTLINE);
    return names;
  }

  /// Whether what rests on these rests on the same as what is here: the same members with the same hashes, and
  /// the same outlines where these looked at any. What is not known is the same as nothing.
  public boolean sameAs(Networks here) {
    return !sha256.isEmpty()
        && members().equals(here.members())
        && here.sha256.entrySet().containsAll(sha256.entrySet());
  }
}
