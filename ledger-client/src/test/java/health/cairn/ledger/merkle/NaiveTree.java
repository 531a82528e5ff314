package health.cairn.ledger.merkle;

import java.util.ArrayList;
import java.util.List;

/// The recursive definitions of RFC 9162 2.1.1, 2.1.3.1 and 2.1.4.1, word by word and without any
/// thought of speed: what the real tree is compared with.
final class NaiveTree {
  private NaiveTree() {}

  static Hash mth(List<byte[]> d) {
    if (d.isEmpty()) {
      return Hash.sha256(new byte[0]);
    }
    if (d.size() == 1) {
      return Hash.sha256(new byte[] {0}, d.getFirst());
    }
    int k = k(d.size());
    return Hash.sha256(
        new byte[] {1}, mth(d.subList(0, k)).bytes(), mth(d.subList(k, d.size())).bytes());
  }

  static List<Hash> path(int m, List<byte[]> d) {
    if (d.size() == 1) {
      return List.of();
    }
    int k = k(d.size());
    return m < k
        ? plus(path(m, d.subList(0, k)), mth(d.subList(k, d.size())))
        : plus(path(m - k, d.subList(k, d.size())), mth(d.subList(0, k)));
  }

  static List<Hash> proof(int m, List<byte[]> d) {
    return subproof(m, d, true);
  }

  private static List<Hash> subproof(int m, List<byte[]> d, boolean b) {
    if (m == d.size()) {
      return b ? List.of() : List.of(mth(d));
    }
    int k = k(d.size());
    return m <= k
        ? plus(subproof(m, d.subList(0, k), b), mth(d.subList(k, d.size())))
        : plus(subproof(m - k, d.subList(k, d.size()), false), mth(d.subList(0, k)));
  }

  private static int k(int n) {
    int k = 1;
    while (2 * k < n) {
      k *= 2;
    }
    return k;
  }

  private static List<Hash> plus(List<Hash> list, Hash last) {
    var result = new ArrayList<>(list);
    result.add(last);
    return result;
  }
}
