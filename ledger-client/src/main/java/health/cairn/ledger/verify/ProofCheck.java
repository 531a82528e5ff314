package health.cairn.ledger.verify;

import health.cairn.ledger.journal.Entry;
import health.cairn.ledger.journal.Opening;
import health.cairn.ledger.merkle.Hash;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// What the offline check of a proof file found. Only [Verified] is good news.
public sealed interface ProofCheck {
  /// The entry is the one at its index in the journal that the key signed.
  ///
  /// A receipt in the file is a claim still: [ProofVerifier#onChain] asks a chain.
  ///
  /// @param file what was checked
  /// @param entry what the entry says, or null where the file does not reveal it
  /// @param keyTrusted whether the caller knew one of the journal's keys; if not, who holds it must be learned
  ///     otherwise (compare the key id)
  record Verified(ProofFile file, @Nullable Entry entry, boolean keyTrusted) implements ProofCheck {

    /// Whether a record's bytes are those the entry commits to. False also when the file reveals no
    /// entry, or the entry says nothing of the content.
    ///
    /// @param content read to its end, not closed
    public boolean isAbout(InputStream content) throws IOException {
      Opening opening = file.opening();
      Hash digest = entry == null ? null : entry.subject().contentDigest();
      return opening != null && digest != null && opening.salt().digest(content).equals(digest);
    }
  }

  /// A proof, but what it says does not hold together.
  ///
  /// @param reason in one sentence, without patient data
  record Mismatch(String reason) implements ProofCheck {}

  /// Not a proof file, or a damaged one.
  ///
  /// @param reason in one sentence, without patient data
  record Malformed(String reason) implements ProofCheck {}
}
