package health.cairn.ledger.journal;

import health.cairn.ledger.merkle.Hash;
import org.jspecify.annotations.Nullable;

/// Which version of which record an entry is about.
///
/// @param recordId the home's own identifier of the record, 1 to 200 characters; it is only ever
///     seen by who holds the entry's opening
/// @param version from 1
/// @param contentDigest [Salt#digest] of the record's bytes under the entry's salt, or null where
///     the entry says nothing about the content (an access)
public record Subject(String recordId, long version, @Nullable Hash contentDigest) {
  public Subject {
    Limits.text("record id", recordId, 1, 200);
    if (version < 1) {
      throw new IllegalArgumentException("versions count from 1");
    }
  }
}
