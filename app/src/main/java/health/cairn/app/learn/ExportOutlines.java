package health.cairn.app.learn;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.access.Action;
import health.cairn.app.store.OutlineExamples;
import health.cairn.app.usecase.DeskJournal;
import health.cairn.app.usecase.Gate;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.evaluate.ExampleSet;
import health.cairn.imaging.evaluate.ExampleSet.Example;
import health.cairn.ledger.journal.CheckpointSigner;
import health.cairn.ledger.journal.EventKind;
import health.cairn.ledger.merkle.Hash;
import java.nio.file.Path;
import java.util.List;

/// Writes what readers outlined anew as a data set that `cairn evaluate` and training read. Pictures of patients
/// leave the home, so that it is an entry in the journal.
public final class ExportOutlines {
  private static final int NAME_DIGITS = 8;

  private final Gate gate;
  private final DeskJournal journal;
  private final CheckpointSigner signer;

  public ExportOutlines(Gate gate, DeskJournal journal, CheckpointSigner signer) {
    this.gate = gate;
    this.journal = journal;
    this.signer = signer;
  }

  /// @param set the site's name in the index: made of its public key, of no patient
  public record Exported(String set, int pictures, int patients) {}

  /// @param folder there and empty
  /// @throws CairnException NOT_ALLOWED for a role that does no research; REFUSED where there is nothing to write, or
  ///     it cannot be written: then no entry is left
  public Exported run(Path folder) throws CairnException {
    String set =
        "site-" + Hash.sha256(signer.verificationKey().raw()).hex().substring(0, NAME_DIGITS);
    gate.requireRole(Action.RESEARCH, id(set));
    return journal.append(
        (connection, entries) -> {
          List<Example> examples = new OutlineExamples(connection).toLearnFrom();
          if (examples.isEmpty()) {
            throw new CairnException(
                CairnException.Kind.REFUSED,
                "There are no outlines of readers to learn from: `cairn model learn outline` adds one of a"
                    + " patient who agreed to that.");
          }
          int patients = (int) examples.stream().map(Example::patient).distinct().count();
          try {
            new ExampleSet(set, examples).write(folder);
          } catch (ImagingException e) {
            throw Failures.of(e);
          }
          entries.event(
              EventKind.RECORD_EXPORTED,
              "%d pictures of %d patients, without names, to learn from"
                  .formatted(examples.size(), patients),
              id(set),
              "");
          return new Exported(set, examples.size(), patients);
        });
  }

  private static String id(String set) {
    return "LearningOutlines/" + set;
  }
}
