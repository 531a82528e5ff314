package health.cairn.app.desk;

import health.cairn.app.CairnException;
import health.cairn.imaging.Progress;
import java.nio.file.Path;
import java.util.List;

/// Looking after the models of a home: whether they still see what they know, how they do on the site's own cases,
/// and what is learnt from corrections. As [Workstation] in all else.
public interface ModelCare {

  /// Whether the latest analyses are like those that the models were accepted on or began with.
  DriftView drift() throws CairnException;

  /// Models that can be tried, by name.
  List<TrialModel> triable() throws CairnException;

  /// Tries a model on a folder of labelled cases, in one of the layouts that `cairn evaluate` reads. The verdict is
  /// signed and in the journal.
  ///
  /// @param key [TrialModel#key]
  /// @throws CairnException REFUSED for a folder that holds no such cases, or too few patients; then nothing is kept
  TrialView tryOn(String key, Path dataset, Progress progress) throws CairnException;

  /// How far learning on is, and what comes next.
  LearningView learning() throws CairnException;

  /// Draws the patients whose cases only test. Once per home; signed.
  LearningView lock() throws CairnException;

  /// Fits a challenger on the corrected cases that are not locked; signed.
  LearningView challenge() throws CairnException;

  /// Compares the newest challenger with the champion on the locked cases. Counted and signed, whatever comes out.
  LearningView test() throws CairnException;

  /// Lets the challenger that passed answer from now on: a decision that is signed and in the journal.
  ///
  /// @param why in the person's words; not blank
  /// @throws CairnException REFUSED without a reason, a passed test, or while inputs change
  LearningView promote(String why) throws CairnException;
}
