package health.cairn.imaging.fuse;

/// How much one rule spoke on one image.
///
/// @param strength degree of its "if" times its weight, 0..1; 0 when unknown
/// @param known whether everything it asks for was known
public record Firing(Rule rule, double strength, boolean known) {
  static Firing of(Rule rule, double degree) {
    return Double.isNaN(degree)
        ? new Firing(rule, 0, false)
        : new Firing(rule, Math.clamp(degree, 0, 1) * rule.weight(), true);
  }

  /// "rim-contact 0.72: rim is touching -> meningioma = 0.8".
  public String text() {
    String then = String.join(" and ", rule.then().stream().map(Rule.Then::text).toList());
    String how = known ? Membership.number(Math.round(strength * 100) / 100.0) : "unknown";
    return rule.name() + " " + how + ": " + rule.when().text() + " -> " + then;
  }
}
