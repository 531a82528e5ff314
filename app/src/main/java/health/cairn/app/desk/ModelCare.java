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

  /// Models that are here, those that answer first within what they do.
  List<ModelHere> here() throws CairnException;

  /// Looks at a model that lies somewhere else: its files are checked, nothing is copied.
  ///
  /// @param card its card (JSON), or the folder that holds it
  /// @throws CairnException REFUSED or INTEGRITY for what cannot be used, with the reason
  ModelTerms lookAt(Path card) throws CairnException;

  /// Copies such a model into the home. It answers nothing by that.
  ///
  /// @param licence that was read and accepted, by its name; empty where none needs to be
  /// @throws CairnException REFUSED where another licence would have to be accepted, NOT_ALLOWED for a role that
  ///   does not decide on models
  void add(Path card, String licence) throws CairnException;

  /// Accepts the licence of a model that is here.
  ///
  /// @param key [ModelHere#key]
  void accept(String key, String licence) throws CairnException;

  /// Lets a model answer for everyone in this home from now on: a decision that is signed and in the journal.
  ///
  /// @param key [ModelHere#key]
  /// @param why in the person's words; may be empty
  /// @param withoutTrial why it may answer without having passed a trial here; empty where it has
  /// @throws CairnException REFUSED where it answers already, awaits a licence, or needs a reason
  void letAnswer(String key, String why, String withoutTrial) throws CairnException;

  /// Models that can be tried, by name.
  List<TrialModel> triable() throws CairnException;

  /// Tries a model on a folder of labelled cases, in one of the layouts that `cairn evaluate` reads or of studies
  /// (DICOM) with outlines that a person drew or with kinds.csv. What was left out is among the warnings. The verdict is
  /// signed and in the journal.
  ///
  /// @param key [TrialModel#key]
  /// @throws CairnException REFUSED for a folder that holds no such cases, or too few patients; then nothing is kept
  TrialView tryOn(String key, Path dataset, Progress progress) throws CairnException;

  /// How far learning on is, and what comes next.
  LearningView learning() throws CairnException;

  /// Draws the patients whose cases only test. Once per home; signed.
  LearningView lock() throws CairnException;

  /// Fits a challenger on the corrected cases that are not locked; signed. Networks that did not answer a case are
  /// asked about it, which takes a second or so for each slice.
  LearningView challenge(Progress progress) throws CairnException;

  /// Compares the newest challenger with the champion on the locked cases. Counted and signed, whatever comes out.
  LearningView test(Progress progress) throws CairnException;

  /// Lets the challenger that passed answer from now on: a decision that is signed and in the journal.
  ///
  /// @param why in the person's words; not blank
  /// @throws CairnException REFUSED without a reason, a passed test, or while inputs change
  LearningView promote(String why) throws CairnException;
}
