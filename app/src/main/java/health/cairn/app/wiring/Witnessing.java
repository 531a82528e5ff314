package health.cairn.app.wiring;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.accounts.Accounts;
import health.cairn.app.store.Database;
import health.cairn.app.store.H2JournalStore;
import health.cairn.app.store.Home;
import health.cairn.app.store.Secrets;
import health.cairn.app.usecase.DeskJournal;
import health.cairn.ledger.LedgerException;
import health.cairn.ledger.journal.CheckpointSigner;
import health.cairn.ledger.journal.Cosignature;
import health.cairn.ledger.journal.SignedCheckpoint;
import health.cairn.ledger.journal.SigningKey;
import health.cairn.ledger.journal.VerificationKey;
import health.cairn.ledger.witness.Cosigning;
import health.cairn.ledger.witness.FileWitnessStore;
import health.cairn.ledger.witness.Witness;
import health.cairn.ledger.witness.WitnessAnswer;
import health.cairn.ledger.witness.WitnessRequest;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;

/// Both sides of cosigning: this home's journal before other institutions, and theirs before this home.
/// Requests and answers are texts, for files or any wire.
public final class Witnessing {
  private static final String KEY = "witness-key";

  private final Home home;
  private final Database database;
  private final DeskJournal journal;
  private final CheckpointSigner signer;
  private final Accounts accounts;
  private final Clock clock;

  Witnessing(
      Home home,
      Database database,
      DeskJournal journal,
      CheckpointSigner signer,
      Accounts accounts,
      Clock clock) {
    this.home = home;
    this.database = database;
    this.journal = journal;
    this.signer = signer;
    this.accounts = accounts;
    this.clock = clock;
  }

  /// The key that this home cosigns with, as others are to know it.
  public String keyText() throws CairnException {
    return Cosignature.keyText(key().verificationKey());
  }

  /// A request to cosign the journal as it is now.
  ///
  /// @param witness who is asked, or empty for one that never cosigned this journal
  /// @param from entries under what it cosigned last, where it said so itself
  public String request(Optional<String> witness, Optional<Long> from) throws CairnException {
    try {
      SignedCheckpoint checkpoint = journal.journal().checkpoint(signer, clock.instant());
      Cosigning cosigning = cosigning();
      long known =
          witness.isEmpty() ? 0 : cosigning.lastCosigned(Cosignature.parseKey(witness.get()));
      return cosigning.request(checkpoint, from.orElse(known)).text();
    } catch (IllegalArgumentException e) {
      throw refused("That is no witness's key: " + e.getMessage() + ".", e);
    } catch (LedgerException e) {
      throw Failures.of(e);
    }
  }

  /// Answers another institution's request, as this home's witness.
  ///
  /// @param introduced the key of that journal, where somebody made sure of it just now
  /// @throws CairnException NOT_ALLOWED for who introduces one and is neither owner nor IT staff
  public WitnessAnswer cosign(String request, Optional<String> introduced) throws CairnException {
    if (introduced.isPresent()) {
      accounts.requireRuler("introduce the journal of an institution");
    }
    try {
      WitnessRequest asked = WitnessRequest.parse(request);
      Witness witness = new Witness(key(), new FileWitnessStore(home.witnessed()), clock);
      if (introduced.isPresent()) {
        String origin = asked.checkpoint().checkpoint().origin();
        witness.introduce(VerificationKey.fromHex(origin, introduced.get()));
      }
      return witness.cosign(asked);
    } catch (IllegalArgumentException e) {
      throw refused("That is no request to a witness: " + e.getMessage() + ".", e);
    } catch (LedgerException e) {
      throw Failures.of(e);
    }
  }

  /// Keeps a cosignature that came back, with the checkpoint that it is over.
  ///
  /// @param line the cosignature
  /// @param witness whose it must be
  public SignedCheckpoint keep(String line, String witness) throws CairnException {
    try {
      VerificationKey key = Cosignature.parseKey(witness);
      Cosignature cosignature = Cosignature.parse(key, line.strip());
      for (SignedCheckpoint signed : new H2JournalStore(database).checkpoints().reversed()) {
        if (cosignature.holds(signed.checkpoint())) {
          cosigning().keep(signed, cosignature, key);
          return signed;
        }
      }
    } catch (IllegalArgumentException e) {
      throw refused("That is no cosignature of this witness: " + e.getMessage() + ".", e);
    } catch (LedgerException e) {
      throw Failures.of(e);
    }
    throw new CairnException(
        CairnException.Kind.INTEGRITY, "The cosignature is over no checkpoint of this journal.");
  }

  private Cosigning cosigning() {
    return new Cosigning(journal.journal(), new H2JournalStore(database));
  }

  private SigningKey key() throws CairnException {
    String name = signer.origin() + "/witness";
    return database.write(
        connection -> {
          Secrets secrets = new Secrets(connection);
          Optional<byte[]> stored = secrets.get(KEY);
          try {
            if (stored.isPresent()) {
              return SigningKey.fromKeyBytes(name, stored.get());
            }
          } catch (LedgerException e) {
            throw Failures.of(e);
          } finally {
            stored.ifPresent(bytes -> Arrays.fill(bytes, (byte) 0));
          }
          SigningKey key = SigningKey.generate(name);
          byte[] bytes = key.keyBytes();
          secrets.put(KEY, bytes);
          Arrays.fill(bytes, (byte) 0);
          return key;
        });
  }

  private static CairnException refused(String message, Exception cause) {
    return new CairnException(CairnException.Kind.REFUSED, message, cause);
  }
}
