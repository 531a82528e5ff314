package health.cairn.ledger.consent;

import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.merkle.Hash;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// What a patient decides, as the contract `ConsentRegistry` takes it. The signer counts `seq` up: a
/// grant counts while its number is above that of every withdrawal of it, in whatever order they
/// arrive.
public sealed interface Decision {
  /// The pseudonym, see [GrantKey#patient].
  Address patient();

  /// The statement's number, from 1; milliseconds since 1970 will do.
  long seq();

  /// An institution may do what the terms say.
  ///
  /// @param until when it ends, exclusive, to the second
  record Grant(GrantKey key, long seq, Instant until) implements Decision {
    public Grant {
      requirePositive(seq);
      requireTerms(key);
      until = until.truncatedTo(ChronoUnit.SECONDS);
      requirePositive(until.getEpochSecond());
    }

    @Override
    public Address patient() {
      return key.patient();
    }
  }

  /// A grant ends now: all statements about it up to this number.
  record Withdrawal(GrantKey key, long seq) implements Decision {
    public Withdrawal {
      requirePositive(seq);
      requireTerms(key);
    }

    @Override
    public Address patient() {
      return key.patient();
    }
  }

  /// Everything that was granted to an institution under this pseudonym ends now.
  record WithdrawalOfAll(Address patient, Hash institution, long seq) implements Decision {
    public WithdrawalOfAll {
      requirePositive(seq);
    }
  }

  /// Another key may speak for the patient, or no longer.
  ///
  /// @param delegate account of a key derived for this patient and institution as well
  /// @param mayGrant it may grant
  /// @param mayWithdraw it may withdraw; neither means: the delegation ends
  /// @param until when it ends by itself, exclusive, to the second
  record Delegation(
      Address patient,
      Address delegate,
      boolean mayGrant,
      boolean mayWithdraw,
      long seq,
      Instant until)
      implements Decision {
    public Delegation {
      requirePositive(seq);
      until = until.truncatedTo(ChronoUnit.SECONDS);
      requirePositive(until.getEpochSecond());
      if (delegate.equals(patient)) {
        throw new IllegalArgumentException("a key needs no delegation to itself");
      }
    }
  }

  private static void requirePositive(long number) {
    if (number < 1) {
      throw new IllegalArgumentException("numbers and times of decisions count from 1");
    }
  }

  private static void requireTerms(GrantKey key) {
    if (key.terms().equals(Hash.of(new byte[Hash.BYTES]))) {
      throw new IllegalArgumentException("terms that are zero mean everything");
    }
  }
}
