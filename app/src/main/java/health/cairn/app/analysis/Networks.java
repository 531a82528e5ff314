package health.cairn.app.analysis;

import health.cairn.imaging.classify.DelegatingMember;
import health.cairn.imaging.classify.Member;
import health.cairn.imaging.classify.NetworkMember;
import health.cairn.imaging.fuse.FusedMember;
import health.cairn.imaging.fuse.Panel;
import health.cairn.ledger.merkle.Hash;
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
    return member instanceof FusedMember fused
        ? of(fused.panel())
        : new Networks(new TreeMap<>(Map.of(member.ref().name(), sha256(member))));
  }

  /// Those on a panel.
  public static Networks of(Panel panel) {
    SortedMap<String, String> all = new TreeMap<>(panel.networks());
    panel.members().forEach(member -> all.put(member.ref().name(), sha256(member)));
    return new Networks(all);
  }

  /// The hash of what is shipped. Of a network that was brought here the card counts as well, because it says
  /// what the network is shown.
  private static String sha256(Member member) {
    return switch (member) {
      case DelegatingMember outer -> sha256(outer.inner());
      case NetworkMember brought when !brought.network().bundled() ->
          Hash.sha256(member.ref().sha256() + brought.network().cardSha256()).hex();
      default -> member.ref().sha256();
    };
  }

  /// Whether a member of this name can be one of them.
  public static boolean canHold(String name) {
    return !name.equals(FusedMember.OUTLINE)
        && LINE.matcher("# %s %s\n".formatted(name, "0".repeat(64))).matches();
  }

  /// Whether a member is one of them.
  public boolean holds(Member member) {
    return sha256(member).equals(sha256.get(member.ref().name()));
  }

  /// The same with another network in the place of one of its name, or beside them, and with what outlines.
  public Networks with(Member member, String outlineSha256) {
    SortedMap<String, String> all = new TreeMap<>(sha256);
    all.put(FusedMember.OUTLINE, outlineSha256);
    all.put(member.ref().name(), sha256(member));
    return new Networks(all);
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
