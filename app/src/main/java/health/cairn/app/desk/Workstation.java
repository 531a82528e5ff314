package health.cairn.app.desk;

import health.cairn.app.CairnException;
import health.cairn.app.desk.OpenedStudy.SegmentView;
import health.cairn.app.desk.consent.ConsentDesk;
import health.cairn.app.desk.consent.KioskCode;
import health.cairn.imaging.Progress;
import health.cairn.imaging.dicom.SequenceRole;
import health.cairn.imaging.explain.Explanation;
import health.cairn.imaging.volume.PatientPoint;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What the window can ask of the program: one method per thing a user does.
///
/// Every method may block on disk or computation: call it off the JavaFX thread. Methods may be
/// called from several threads. Long ones report to a [Progress] and end with a
/// [java.util.concurrent.CancellationException] when it says stop; nothing is then half-stored.
public interface Workstation extends AutoCloseable {

  /// Who is signed in, how long the journal is, what waits for the chain.
  DeskStatus status() throws CairnException;

  /// Every patient and study in the home, newest study first; a patient without images has one row
  /// without a study. Of what would be refused to whoever is signed in, rows say nothing: a study
  /// that opens in an emergency is there by its UID alone.
  List<WorklistRow> worklist() throws CairnException;

  /// Takes DICOM and FHIR files, folders and ZIPs into the home.
  ImportSummary importFrom(List<Path> paths, Progress progress) throws CairnException;

  /// A study with its pixels. Leaves an access entry in the journal.
  OpenedStudy open(String studyInstanceUid, Progress progress) throws CairnException;

  /// What analyses have outlined in a study that was opened before, each on the grid of its series.
  /// The opening's entry stands for it for 15 minutes; after that it leaves one of its own.
  ///
  /// @throws CairnException REFUSED for a study that was not opened here since the program started
  List<SegmentView> outlines(String studyInstanceUid) throws CairnException;

  /// Where models doubted when they outlined a study, if that is the one that was analysed last
  /// since the program started; else why there is no map. Leaves an entry as [#outlines] does.
  DoubtsView doubts(String studyInstanceUid) throws CairnException;

  /// The reader says what a series shows; kept, and used from now on. Leaves an entry in the journal,
  /// unless the series has this role already.
  ///
  /// @return why the series has its role now, as [OpenedStudy.ViewerSeries#roleReason]
  /// @throws CairnException REFUSED for a series that is not here
  String overruleRole(String seriesInstanceUid, SequenceRole role) throws CairnException;

  /// Models that a reader can let answer in one look, for each task the one that serves here first.
  List<ModelOffer> offers() throws CairnException;

  /// What can be taken back of what was switched on here; none where nothing was, or where the model before is
  /// no longer here as it was.
  List<ModelReturn> modelReturns() throws CairnException;

  /// Goes back to the model before, for everyone who works in this home, as `cairn model rollback` does: a
  /// decision that is signed and in the journal.
  ///
  /// @param back one of [#modelReturns]
  /// @param why in the reader's words, or empty
  /// @return id of the decision ("ModelDecision/4")
  /// @throws CairnException REFUSED where something else was decided on that task since
  String goBack(ModelReturn back, String why) throws CairnException;

  /// Segments and classifies with the models that serve here, writes findings (Proposed) into the record
  /// and the journal.
  default List<FindingView> analyze(String studyInstanceUid, Progress progress)
      throws CairnException {
    return analyze(studyInstanceUid, ModelWish.NONE, progress);
  }

  /// The same, answered by other models where the reader wants that; the findings say so.
  ///
  /// @throws CairnException REFUSED for a wish that cannot be met
  List<FindingView> analyze(String studyInstanceUid, ModelWish wish, Progress progress)
      throws CairnException;

  /// Why the model that answered says what kind of tumour is outlined: maps and what it would say without it, asked
  /// on the slice in which it is largest. Nothing is stored.
  ///
  /// @throws CairnException REFUSED where no tumour is outlined on T1 after contrast agent
  List<Explanation> explain(OpenedStudy study, Progress progress) throws CairnException;

  /// Outlines the hippocampi of a study on screen, measures how far they lie from its tumour, and writes each part as a
  /// finding (Proposed) into the record and the journal. What the same model outlined before on the same series and
  /// nobody rejected stays, and is not proposed again.
  ///
  /// @param points in the hippocampi, placed by the reader; empty where the program looks for them itself
  /// @throws CairnException REFUSED where none is found, or all are findings already; the sentence says why
  OrgansView organs(OpenedStudy study, List<PatientPoint> points, Progress progress)
      throws CairnException;

  /// Writes what is outlined in a study that is open for dose planning: `structures.dcm` (RT Structure Set of
  /// everything), `segmentation.dcm` (tumours) and `organs.dcm` (organs at risk) as the records hold them now, whoever
  /// drew them, without what was rejected, and `measurements.dcm` (the organs' volumes and distances to the tumour, SR
  /// TID 1500). Leaves an entry in the journal.
  ///
  /// @throws CairnException REFUSED where nothing is outlined, and for a folder that cannot take them or has such
  ///   files
  StructuresWritten exportStructures(String studyInstanceUid, Path folder) throws CairnException;

  List<FindingView> findings(String studyInstanceUid) throws CairnException;

  /// A person decides on what a model proposed. Writes a new version of the finding's records.
  ///
  /// @param accepted true: Accepted; false: Rejected
  /// @param note the reader's words, or empty
  FindingView decide(String findingId, boolean accepted, String note) throws CairnException;

  /// A person says what type of tumour it really is. Writes a new version of the finding's records; where the
  /// patient agreed to that, what the models answered becomes an example to learn from, under a pseudonym.
  ///
  /// @param kind one of [TumourType#KINDS]
  /// @param note the reader's words, or empty
  /// @throws CairnException REFUSED for a finding that is not about a type
  Correction correctType(String findingId, String kind, String note) throws CairnException;

  /// Keeps what a person outlined: as a DICOM Segmentation, and as the new figures of the finding it corrects,
  /// or as a finding of the person's own. Where the patient agreed to that, its slices become examples to learn
  /// from. A draft of it is gone then.
  ///
  /// @throws CairnException REFUSED for an empty outline, for a series without a place in the patient, for a
  ///   finding that cannot be amended; then nothing is stored
  KeptOutline keepOutline(DrawnOutline drawn, Progress progress) throws CairnException;

  /// Puts an outline that is being drawn where a locked screen, another patient or a power cut cannot take it: one
  /// for each person and study. Leaves no entry: it says nothing about the patient yet.
  void saveDraft(OutlineDraft draft) throws CairnException;

  /// The outline that this person has begun in a study that was opened, and not kept.
  ///
  /// @throws CairnException REFUSED where the series it was drawn on has changed since
  Optional<OutlineDraft> draft(String studyInstanceUid) throws CairnException;

  /// Forgets what this person has begun in a study.
  void discardDraft(String studyInstanceUid) throws CairnException;

  /// Whether a patient agreed that corrected findings improve the models here.
  boolean learningAgreed(String patientKey) throws CairnException;

  /// Keeps a patient's word on that, with an entry in the journal. Taking it back destroys what was kept.
  ///
  /// @return examples that were destroyed
  int agreeToLearning(String patientKey, boolean agreed) throws CairnException;

  /// Whether what was opened may stay on screen. Leaves an entry where it may not, and now and then
  /// where it may.
  ///
  /// @throws CairnException NOT_ALLOWED where it may not any more
  void askAgain(Shown what, String patientKey) throws CairnException;

  /// What of a patient can be on screen.
  enum Shown {
    PICTURES,
    RECORD
  }

  /// Opens a patient's data for care in an emergency although policy or consent say no, for an hour. Leaves an
  /// entry that the patient sees.
  ///
  /// @param reason in the reader's words
  /// @throws CairnException NOT_ALLOWED for a role that treats nobody, REFUSED without a reason
  void breakGlass(String patientKey, String reason) throws CairnException;

  /// A code that lets a patient in at the kiosk, once, for 15 minutes. Leaves an entry in the journal.
  ///
  /// @param institution that may be asked for a second opinion, so that the kiosk asks about it; or empty
  /// @param witness whether somebody of the staff must sign as well
  /// @throws CairnException NOT_ALLOWED for a role that may not see names, REFUSED for a name that is too long
  KioskCode kioskCode(String patientKey, String institution, boolean witness) throws CairnException;

  /// What the kiosk may reach of this home: their own decisions, of the patient whom a code lets in.
  ConsentDesk kiosk();

  /// A patient's whole history. Leaves an access entry in the journal.
  PatientHistory history(String patientKey) throws CairnException;

  /// What the journal can prove of one record (see [FindingView#recordId],
  /// [health.cairn.fhir.timeline.TimelineEvent#recordId]). That somebody looked is an entry after
  /// those shown.
  ///
  /// @param patientKey whose record it is
  /// @throws CairnException REFUSED for a record of others
  ProofView proof(String patientKey, String recordId) throws CairnException;

  /// The latest entries of the journal that concern a patient, newest first, before this look at
  /// them.
  List<ProofView> latestProofs(String patientKey, int limit) throws CairnException;

  /// Looking after the models that answer here.
  ModelCare care();

  /// What the monitor found when it last looked; empty where it never did. Names nobody.
  Optional<MonitorReport> monitored() throws CairnException;

  /// Lets the monitor check everything anew, from the first entry on.
  MonitorReport verifyAll(Progress progress) throws CairnException;

  /// Writes the one-page PDF report of an analysed study.
  void writeReport(String studyInstanceUid, Path target) throws CairnException;

  @Override
  void close();
}
