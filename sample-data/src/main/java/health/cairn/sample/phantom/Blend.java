package health.cairn.sample.phantom;

/// What one point consists of: a tissue, and a share of another. Mutable and reused, because tens
/// of millions are made.
final class Blend {
  private Tissue base = Tissue.AIR;
  private Tissue other = Tissue.AIR;
  private double share;
  private boolean tumour;

  void set(Tissue tissue) {
    set(tissue, tissue, 0);
  }

  void set(Tissue tissue, Tissue second, double shareOfSecond) {
    base = tissue;
    other = second;
    share = shareOfSecond;
    tumour = false;
  }

  /// Mixes something in, unless as much of something else is there already.
  void towards(Tissue tissue, double shareOfIt) {
    if (shareOfIt > share) {
      other = tissue;
      share = shareOfIt;
    }
  }

  /// Notes that the point lies within the tumour's surface.
  void inTumour() {
    tumour = true;
  }

  boolean tumour() {
    return tumour;
  }

  Tissue base() {
    return base;
  }

  Tissue other() {
    return other;
  }

  double share() {
    return share;
  }
}
