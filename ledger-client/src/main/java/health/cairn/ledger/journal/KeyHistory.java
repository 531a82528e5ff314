package health.cairn.ledger.journal;

import java.util.ArrayList;
import java.util.List;

/// The keys that sign a journal's checkpoints, one after the other. Each change is signed by the key
/// before it, so that who trusts one key can follow to the next. Holds together by construction.
///
/// @param first the first key
/// @param changes in their order, at most [#MAX_CHANGES]
public record KeyHistory(VerificationKey first, List<KeyChange> changes) {
  /// A key a month for five years.
  public static final int MAX_CHANGES = 60;

  public KeyHistory {
    changes = List.copyOf(changes);
    if (changes.size() > MAX_CHANGES) {
      throw new IllegalArgumentException("more than " + MAX_CHANGES + " changes of a key");
    }
    VerificationKey key = first;
    long until = 0;
    for (int i = 0; i < changes.size(); i++) {
      KeyChange change = changes.get(i);
      if (change.body().number() != i + 1
          || !change.oldKey().equals(key)
          || change.body().until() < until
          || !change.signedByBoth()) {
        throw new IllegalArgumentException(
            "the keys do not follow each other at change " + (i + 1));
      }
      key = change.newKey();
      until = change.body().until();
    }
  }

  /// A journal whose key was never changed.
  public static KeyHistory of(VerificationKey only) {
    return new KeyHistory(only, List.of());
  }

  /// @param changes all there were, in their order
  /// @param current the key that signs now
  /// @throws IllegalArgumentException when they do not lead to it
  public static KeyHistory of(List<KeyChange> changes, VerificationKey current) {
    var history =
        new KeyHistory(changes.isEmpty() ? current : changes.getFirst().oldKey(), changes);
    if (!history.current().equals(current)) {
      throw new IllegalArgumentException("the changes of keys lead to another key");
    }
    return history;
  }

  public VerificationKey current() {
    return changes.isEmpty() ? first : changes.getLast().newKey();
  }

  /// The key whose checkpoints over this many entries hold.
  public VerificationKey keyFor(long size) {
    for (KeyChange change : changes) {
      if (size <= change.body().until()) {
        return change.oldKey();
      }
    }
    return current();
  }

  /// Every key, oldest first.
  public List<VerificationKey> keys() {
    var keys = new ArrayList<VerificationKey>();
    keys.add(first);
    changes.forEach(change -> keys.add(change.newKey()));
    return keys;
  }
}
