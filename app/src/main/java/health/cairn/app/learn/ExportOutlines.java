package health.cairn.app.learn;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.access.AccessDecision;
import health.cairn.app.access.Action;
import health.cairn.app.store.Database;
import health.cairn.app.store.OutlineExamples;
import health.cairn.app.usecase.DeskJournal;
import health.cairn.app.usecase.Gate;
import health.cairn.app.usecase.LearningConsent;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.evaluate.ExampleSet;
import health.cairn.imaging.evaluate.ExampleSet.Example;
import health.cairn.ledger.journal.CheckpointSigner;
import health.cairn.ledger.journal.EventKind;
import health.cairn.ledger.merkle.Hash;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Writes what readers outlined anew as a data set that `cairn evaluate` and training read.
/// Pictures of patients leave the home, so that it is an entry in the journal, and one more for
/// each patient who is in it.
public final class ExportOutlines {
  /// What its entries are about begins with this.
  public static final String SUBJECT = "LearningOutlines/";

  private static final int NAME_DIGITS = 8;

  private final Database database;
  private final Gate gate;
  private final DeskJournal journal;
  private final CheckpointSigner signer;

  public ExportOutlines(
      Database database, Gate gate, DeskJournal journal, CheckpointSigner signer) {
    this.database = database;
    this.gate = gate;
    this.journal = journal;
    this.signer = signer;
  }

  /// @param set the site's name in the index: made of its public key, of no patient
  public record Exported(String set, int pictures, int patients) {}

  private record Permitted(String patientKey, AccessDecision.Permit permit) {}

  /// The site's name in the index: made of its public key, of no patient.
  public static String set(CheckpointSigner signer) {
    return ExampleSet.SITE
        + Hash.sha256(signer.verificationKey().raw()).hex().substring(0, NAME_DIGITS);
  }

  /// Whose answer is no is left out.
  ///
  /// @param folder there and empty
  /// @throws CairnException NOT_ALLOWED for a role that does no research; REFUSED where there is
  ///   nothing to write, or it cannot be written: then no entry of it is left
  public Exported run(Path folder) throws CairnException {
    String set = set(signer);
    gate.requireRole(Action.RESEARCH, id(set));
    Map<String, Permitted> permitted = permitted();
    return journal.append(
        (connection, entries) -> {
          List<Example> examples =
              new OutlineExamples(connection)
                  .toLearnFrom().stream()
                      .filter(example -> permitted.containsKey(example.patient()))
                      .toList();
          if (examples.isEmpty()) {
            throw new CairnException(
                CairnException.Kind.REFUSED,
                "There are no outlines of readers to learn from: `cairn model learn outline` adds"
                    + " one of a patient who agreed to that.");
          }
          List<String> pseudonyms = examples.stream().map(Example::patient).distinct().toList();
          try {
            new ExampleSet(set, examples).write(folder);
          } catch (ImagingException e) {
            throw Failures.of(e);
          }
          for (String pseudonym : pseudonyms) {
            Permitted one = Objects.requireNonNull(permitted.get(pseudonym));
            new OutlineExamples(connection).export(pseudonym);
            entries.event(
                EventKind.RECORD_EXPORTED,
                Gate.said("outlines, without a name, to learn from", one.permit()),
                id(set) + "/" + one.patientKey(),
                one.patientKey());
          }
          entries.event(
              EventKind.RECORD_EXPORTED,
              "%d pictures of %d patients, without names, to learn from"
                  .formatted(examples.size(), pseudonyms.size()),
              id(set),
              "");
          return new Exported(set, examples.size(), pseudonyms.size());
        });
  }

  /// By pseudonym. An outline is kept of nobody who did not agree to learning from it, and a no to
  /// research takes that back: this yes counts where the patient's decisions say nothing of
  /// research.
  private Map<String, Permitted> permitted() throws CairnException {
    Map<String, String> patients =
        database.read(connection -> new OutlineExamples(connection).patients());
    Map<String, Permitted> permitted = new HashMap<>();
    for (Map.Entry<String, String> one : patients.entrySet()) {
      String patientKey = one.getValue();
      gate.ask(Action.RESEARCH, patientKey, Optional.of(LearningConsent.id(patientKey)))
          .ifPresent(permit -> permitted.put(one.getKey(), new Permitted(patientKey, permit)));
    }
    return permitted;
  }

  private static String id(String set) {
    return SUBJECT + set;
  }
}
