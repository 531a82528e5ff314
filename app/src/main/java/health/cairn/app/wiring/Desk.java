package health.cairn.app.wiring;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.access.Action;
import health.cairn.app.access.DecisionPoint;
import health.cairn.app.accounts.Accounts;
import health.cairn.app.analysis.Analysis;
import health.cairn.app.analysis.StudyAnalyzer;
import health.cairn.app.desk.AuditLine;
import health.cairn.app.desk.Correction;
import health.cairn.app.desk.DeskStatus;
import health.cairn.app.desk.DoubtsView;
import health.cairn.app.desk.DrawnOutline;
import health.cairn.app.desk.FindingView;
import health.cairn.app.desk.ImportSummary;
import health.cairn.app.desk.KeptOutline;
import health.cairn.app.desk.ModelCare;
import health.cairn.app.desk.ModelOffer;
import health.cairn.app.desk.ModelReturn;
import health.cairn.app.desk.ModelWish;
import health.cairn.app.desk.MonitorReport;
import health.cairn.app.desk.OpenedStudy;
import health.cairn.app.desk.OpenedStudy.SegmentView;
import health.cairn.app.desk.OrgansView;
import health.cairn.app.desk.OutlineDraft;
import health.cairn.app.desk.PatientHistory;
import health.cairn.app.desk.ProofView;
import health.cairn.app.desk.StructuresWritten;
import health.cairn.app.desk.WorklistRow;
import health.cairn.app.desk.Workstation;
import health.cairn.app.desk.consent.ConsentDesk;
import health.cairn.app.desk.consent.GrantOutbox;
import health.cairn.app.desk.consent.KioskCode;
import health.cairn.app.insight.DriftMonitor;
import health.cairn.app.insight.DriftReference;
import health.cairn.app.insight.DriftReport;
import health.cairn.app.insight.DriftWatch;
import health.cairn.app.learn.ExportOutlines;
import health.cairn.app.learn.Learning;
import health.cairn.app.learn.OutlineLearning;
import health.cairn.app.models.Acceptance;
import health.cairn.app.models.AsShipped;
import health.cairn.app.models.ModelIntake;
import health.cairn.app.models.ModelRegister;
import health.cairn.app.models.ModelTask;
import health.cairn.app.models.ServingDecision;
import health.cairn.app.models.SignedRecords;
import health.cairn.app.models.SiteAcceptance;
import health.cairn.app.models.SiteFusion;
import health.cairn.app.monitor.MonitorHome;
import health.cairn.app.monitor.MonitorSchedule;
import health.cairn.app.monitor.MonitoredChain;
import health.cairn.app.security.KeyRing;
import health.cairn.app.security.Passphrase;
import health.cairn.app.store.Database;
import health.cairn.app.store.FindingLinks;
import health.cairn.app.store.FindingLinks.Link;
import health.cairn.app.store.H2GrantOutbox;
import health.cairn.app.store.Home;
import health.cairn.app.store.JournalTree;
import health.cairn.app.store.LeafSubjects;
import health.cairn.app.store.LearningStore;
import health.cairn.app.store.ObjectStore;
import health.cairn.app.store.PatientErasure;
import health.cairn.app.store.StudyCatalogue;
import health.cairn.app.usecase.AmendOutline;
import health.cairn.app.usecase.AnalyzeStudy;
import health.cairn.app.usecase.DecideFinding;
import health.cairn.app.usecase.DeskJournal;
import health.cairn.app.usecase.EndConsent;
import health.cairn.app.usecase.ErasePatient;
import health.cairn.app.usecase.FindOrgans;
import health.cairn.app.usecase.Gate;
import health.cairn.app.usecase.GiveReceipt;
import health.cairn.app.usecase.GrantConsent;
import health.cairn.app.usecase.IdentifyAtKiosk;
import health.cairn.app.usecase.ImportFiles;
import health.cairn.app.usecase.KeepDoubts;
import health.cairn.app.usecase.KeepDraft;
import health.cairn.app.usecase.KeepOrgans;
import health.cairn.app.usecase.KeepOutline;
import health.cairn.app.usecase.LearningConsent;
import health.cairn.app.usecase.ListConsents;
import health.cairn.app.usecase.ListFindings;
import health.cairn.app.usecase.ListWork;
import health.cairn.app.usecase.OpenStudy;
import health.cairn.app.usecase.OverruleRole;
import health.cairn.app.usecase.ProveRecord;
import health.cairn.app.usecase.ReadHistory;
import health.cairn.app.usecase.Release;
import health.cairn.app.usecase.StaffConsents;
import health.cairn.app.usecase.StoreRecords;
import health.cairn.app.usecase.StudyIntake;
import health.cairn.app.usecase.WriteReport;
import health.cairn.app.usecase.WriteStructures;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.dicom.DicomReader;
import health.cairn.imaging.dicom.SequenceRole;
import health.cairn.imaging.explain.Explanation;
import health.cairn.imaging.fuse.TumourClass;
import health.cairn.imaging.volume.PatientPoint;
import health.cairn.ledger.LedgerException;
import health.cairn.ledger.anchor.ChainPlace;
import health.cairn.ledger.besu.BesuChainWatch;
import health.cairn.ledger.besu.ChainConfig;
import health.cairn.ledger.journal.CheckpointSigner;
import health.cairn.ledger.journal.EventKind;
import health.cairn.ledger.verify.ProofFile;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An unlocked home with everything that works on it: the one place where it is all put together.
public final class Desk implements Workstation {
  private static final Logger LOG = LoggerFactory.getLogger(Desk.class);

  private final KeyRing keys;
  private final Database database;
  private final SecondReader secondReader;
  private final ModelRegister models;
  private final ModelShelf shelf;
  private final ModelIntake intake;
  private final SiteAcceptance acceptance;
  private final Learning learning;
  private final OutlineLearning outlineLearning;
  private final ExportOutlines exportOutlines;
  private final JournalTree tree;
  private final DeskJournal journal;
  private final Accounts accounts;
  private final Gate gate;
  private final ObjectStore objects;
  private final CheckpointSigner signer;
  private final ImportFiles importFiles;
  private final ListWork listWork;
  private final OpenStudy openStudy;
  private final ErasePatient erasePatient;
  private final KeepDraft keepDraft;
  private final OverruleRole overruleRole;
  private final AnalyzeStudy analyzeStudy;
  private final ListFindings listFindings;
  private final DecideFinding decideFinding;
  private final AmendOutline amendOutline;
  private final KeepOutline keepOutline;
  private final ReadHistory readHistory;
  private final ProveRecord proveRecord;
  private final WriteReport writeReport;
  private final FindOrgans findOrgans;
  private final WriteStructures writeStructures;
  private final KeepDoubts keepDoubts = new KeepDoubts();
  private final Anchoring anchoring;
  private final GrantLedger grants;
  private final AccessLedger accesses;
  private final ChainSchedule chainSchedule;
  private final Witnessing witnessing;
  private final DriftWatch drift;
  private final MonitorHome monitor;
  private final MonitorSchedule monitorSchedule;
  private final StaffConsents consents;
  private final SecondOpinions secondOpinions;
  private final ConsentDesk kiosk;

  private Desk(
      Home home,
      KeyRing keys,
      Database database,
      CheckpointSigner signer,
      String user,
      Map<String, String> environment)
      throws CairnException {
    Clock clock = Clock.tickMillis(ZoneOffset.UTC);
    DicomReader dicom = new DicomReader();
    ObjectStore objects = new ObjectStore(home.objects(), keys.objectCipher());
    StudyIntake intake = new StudyIntake(database, objects);
    this.keys = keys;
    this.database = database;
    this.signer = signer;
    this.tree = new JournalTree(home);
    this.journal = new DeskJournal(database, tree, clock, user);
    SignedRecords records = new SignedRecords(database, journal, signer);
    this.accounts = new Accounts(records, journal, home.keyFile(), keys, user, clock);
    this.gate = new Gate(database, journal, new Rules(), accounts.roleOf(user), clock);
    this.objects = objects;
    SignedRecords decisions =
        records.under(() -> gate.requireRole(Action.MANAGE_MODELS, "ModelDecision"));
    this.models = new ModelRegister(decisions, home.models(), clock, user);
    NetworksHere networks = new NetworksHere(this::secondReader, ExportOutlines.set(signer));
    this.learning =
        new Learning(
            database, decisions, models, new SiteFusion(home.models()), networks, clock, user);
    this.outlineLearning = new OutlineLearning(database, decisions, models, networks, clock, user);
    LearningConsent learningConsent = new LearningConsent(database, journal);
    this.exportOutlines = new ExportOutlines(database, gate, journal, signer);
    this.acceptance = new SiteAcceptance(decisions, clock, user);
    this.secondReader = new SecondReader(home, models);
    this.shelf = new ModelShelf(secondReader, models, learning, acceptance);
    this.intake = new ModelIntake(home.models(), clock, user);
    AsShipped asShipped = new AsShipped(records, secondReader::shipped, clock, user);
    StoreRecords storeRecords = new StoreRecords(journal, clock);
    this.importFiles = new ImportFiles(dicom, intake, journal, storeRecords);
    this.listWork = new ListWork(database, objects, gate);
    this.proveRecord = new ProveRecord(database, objects, journal, signer, clock);
    this.listFindings = new ListFindings(database, proveRecord);
    this.erasePatient = new ErasePatient(database, objects, gate, journal);
    this.openStudy = new OpenStudy(database, objects, gate, dicom, listFindings);
    this.keepDraft = new KeepDraft(database, openStudy, user);
    this.overruleRole = new OverruleRole(objects, journal);
    this.analyzeStudy =
        new AnalyzeStudy(
            database, objects, intake, journal, storeRecords, dicom, asShipped::note, clock);
    this.decideFinding = new DecideFinding(journal, storeRecords, clock);
    this.amendOutline =
        new AmendOutline(database, objects, intake, journal, gate, decideFinding, dicom, clock);
    this.keepOutline =
        new KeepOutline(
            database, objects, intake, journal, decideFinding, storeRecords, dicom, clock);
    this.readHistory = new ReadHistory(database, objects, gate);
    this.drift = new DriftWatch(database, this::acceptedCases);
    this.anchoring = new Anchoring(home, database, journal, signer, accounts, clock, environment);
    this.grants = anchoring.grants(home, new H2GrantOutbox(database));
    this.accesses = anchoring.accesses();
    this.chainSchedule =
        new ChainSchedule(grants, accesses, anchoring, ChainSchedule.Pace.STANDARD);
    this.witnessing = new Witnessing(home, database, journal, signer, accounts, clock);
    this.monitor =
        new MonitorHome(
            home,
            database,
            objects,
            journal.journal(),
            signer.verificationKey(),
            this.chain(),
            clock);
    this.monitorSchedule = new MonitorSchedule(monitor, MonitorSchedule.Pace.STANDARD, clock);
    this.findOrgans =
        new FindOrgans(
            database,
            objects,
            dicom,
            new KeepOrgans(
                database, objects, intake, journal, storeRecords, dicom, asShipped::note, clock));
    this.writeStructures =
        new WriteStructures(
            database,
            objects,
            dicom,
            openStudy,
            listFindings,
            new Release(objects, journal, asShipped::note));
    this.writeReport = new WriteReport(openStudy, proveRecord, journal, clock);
    IdentifyAtKiosk identifyAtKiosk = new IdentifyAtKiosk(journal, clock);
    ListConsents listConsents = new ListConsents(database, clock);
    EndConsent endConsent = new EndConsent(journal, storeRecords, clock);
    GiveReceipt giveReceipt = new GiveReceipt(database, proveRecord, signer, grants::lacks);
    GrantConsent grantConsent =
        new GrantConsent(journal, storeRecords, endConsent, giveReceipt, clock);
    this.consents =
        new StaffConsents(
            database,
            gate,
            identifyAtKiosk,
            listConsents,
            grantConsent,
            endConsent,
            learningConsent);
    this.secondOpinions = anchoring.secondOpinions(gate);
    this.kiosk =
        new KioskDesk(
            home, journal, identifyAtKiosk, listConsents, grantConsent, endConsent, giveReceipt);
  }

  /// Makes a new home and opens it.
  public static Desk create(Home home, Passphrase passphrase, String user) throws CairnException {
    home.prepare();
    return start(home, KeyRing.create(home.keyFile(), passphrase), user, System.getenv());
  }

  /// Opens a home.
  ///
  /// @throws CairnException REFUSED where there is none, NOT_ALLOWED for a wrong passphrase
  public static Desk open(Home home, Passphrase passphrase, String user) throws CairnException {
    return open(home, passphrase, user, System.getenv());
  }

  /// @param environment where secrets of the chain's account are, if it has a key outside of the home
  /// @throws CairnException as the other [#open]
  public static Desk open(
      Home home, Passphrase passphrase, String user, Map<String, String> environment)
      throws CairnException {
    if (!home.exists() && home.hasDatabase()) {
      throw new CairnException(
          CairnException.Kind.INTEGRITY,
          "The home in "
              + home.directory()
              + " has lost its keys.json; restore that file from a backup.");
    }
    if (home.exists() && !home.hasDatabase()) {
      throw new CairnException(
          CairnException.Kind.INTEGRITY,
          "The home in "
              + home.directory()
              + " has lost its database; restore the home from a backup.");
    }
    if (!home.exists()) {
      throw new CairnException(
          CairnException.Kind.REFUSED,
          "There is no home in " + home.directory() + "; `cairn init` makes one.");
    }
    return start(home, KeyRing.open(home.keyFile(), passphrase, user), user, environment);
  }

  private static Desk start(Home home, KeyRing keys, String user, Map<String, String> environment)
      throws CairnException {
    boolean started = false;
    Database database = null;
    try {
      database = Database.open(home, keys);
      Desk desk = new Desk(home, keys, database, CheckpointKey.of(database), user, environment);
      desk.removeOrphans(home);
      desk.refreshModels();
      started = true;
      return desk;
    } finally {
      if (!started) {
        if (database != null) {
          database.close();
        }
        keys.close();
      }
    }
  }

  /// Damaged decisions about models close the second reader, which reads them again, and not the records.
  private void refreshModels() throws CairnException {
    try {
      models.refreshCopy();
      learning.restoreServing();
    } catch (CairnException e) {
      if (e.kind() != CairnException.Kind.INTEGRITY) {
        throw e;
      }
      LOG.warn("the decisions about models are damaged: no model will run", e);
    }
  }

  private void removeOrphans(Home home) throws CairnException {
    ObjectStore objects = new ObjectStore(home.objects(), keys.objectCipher());
    objects.removeOrphans(database.read(c -> new StudyCatalogue(c, objects).objectIds()));
  }

  @Override
  public DeskStatus status() throws CairnException {
    try {
      return new DeskStatus(
          journal.actor(),
          journal.journal().size(),
          anchoring.chain().isPresent(),
          anchoring.waiting(),
          drift.brief(),
          monitor.last().flatMap(MonitorReport::brief));
    } catch (LedgerException e) {
      throw Failures.of(e);
    }
  }

  @Override
  public List<WorklistRow> worklist() throws CairnException {
    return listWork.run();
  }

  @Override
  public ImportSummary importFrom(List<Path> paths, Progress progress) throws CairnException {
    return importFiles.run(paths, progress);
  }

  @Override
  public OpenedStudy open(String studyInstanceUid, Progress progress) throws CairnException {
    return openStudy.run(studyInstanceUid, progress);
  }

  @Override
  public List<SegmentView> outlines(String studyInstanceUid) throws CairnException {
    requireStudy(Action.LOOK_AT_IMAGES, studyInstanceUid);
    return openStudy.outlines(studyInstanceUid);
  }

  @Override
  public DoubtsView doubts(String studyInstanceUid) throws CairnException {
    requireStudy(Action.LOOK_AT_IMAGES, studyInstanceUid);
    return keepDoubts.of(studyInstanceUid);
  }

  @Override
  public String overruleRole(String seriesInstanceUid, SequenceRole role) throws CairnException {
    Optional<String> study =
        database.read(c -> new StudyCatalogue(c, objects).studyOfSeries(seriesInstanceUid));
    if (study.isPresent()) {
      requireStudy(Action.DECIDE, study.get());
    }
    return overruleRole.run(seriesInstanceUid, role);
  }

  @Override
  public List<ModelOffer> offers() throws CairnException {
    return shelf.offers();
  }

  @Override
  public List<ModelReturn> modelReturns() throws CairnException {
    return shelf.returns();
  }

  @Override
  public String goBack(ModelReturn back, String why) throws CairnException {
    return shelf.goBack(back, why);
  }

  /// Lets a model answer from now on.
  ///
  /// @param named NAME or NAME@VERSION
  /// @throws CairnException as [ModelRegister#activate]
  public ServingDecision activate(String named, String why, String withoutAcceptance)
      throws CairnException {
    return shelf.activate(named, why, withoutAcceptance);
  }

  /// Goes back to the model that served a task before.
  ///
  /// @param task empty for the one that was decided on last
  /// @throws CairnException as [ModelRegister#rollback]
  public ServingDecision rollback(Optional<ModelTask> task, String why) throws CairnException {
    return shelf.rollback(task, why);
  }

  @Override
  public List<FindingView> analyze(String studyInstanceUid, ModelWish wish, Progress progress)
      throws CairnException {
    analysis(studyInstanceUid, wish, progress);
    return findings(studyInstanceUid);
  }

  /// The same as [#analyze], with everything the second reader has to say.
  public Analysis analysis(String studyInstanceUid, Progress progress) throws CairnException {
    return analysis(studyInstanceUid, ModelWish.NONE, progress);
  }

  private Analysis analysis(String studyInstanceUid, ModelWish wish, Progress progress)
      throws CairnException {
    requireStudy(Action.ANALYSE, studyInstanceUid);
    try {
      StudyAnalyzer analyzer = secondReader.analyzer(wish);
      Analysis analysis = analyzeStudy.run(studyInstanceUid, analyzer, progress);
      keepDoubts.keep(analysis);
      return analysis;
    } catch (ImagingException e) {
      throw Failures.of(e);
    }
  }

  @Override
  public List<Explanation> explain(OpenedStudy study, Progress progress) throws CairnException {
    gate.require(Action.ANALYSE, study.patient().patientKey());
    try {
      return secondReader.explain(authors(study)).run(study, progress);
    } catch (ImagingException e) {
      throw Failures.of(e);
    }
  }

  @Override
  public OrgansView organs(OpenedStudy study, List<PatientPoint> points, Progress progress)
      throws CairnException {
    requireStudy(Action.ANALYSE, study.studyInstanceUid());
    try {
      List<String> notes = findOrgans.run(study, points, secondReader.organs(), progress);
      return new OrgansView(findings(study.studyInstanceUid()), notes);
    } catch (ImagingException e) {
      throw Failures.of(e);
    }
  }

  @Override
  public StructuresWritten exportStructures(String studyInstanceUid, Path folder)
      throws CairnException {
    requireStudy(Action.WRITE_FILES, studyInstanceUid);
    return writeStructures.run(studyInstanceUid, folder);
  }

  /// Hashes of the models whose findings are on screen, those that wait for a decision first.
  private static List<String> authors(OpenedStudy study) {
    return study.findings().stream()
        .sorted(Comparator.comparing((FindingView f) -> f.status() != FindingView.Status.PROPOSED))
        .flatMap(f -> f.modelSha256().stream())
        .toList();
  }

  @Override
  public List<FindingView> findings(String studyInstanceUid) throws CairnException {
    requireStudy(Action.LOOK_AT_IMAGES, studyInstanceUid);
    return listFindings.run(studyInstanceUid);
  }

  @Override
  public FindingView decide(String findingId, boolean accepted, String note) throws CairnException {
    requireFinding(Action.DECIDE, findingId);
    return decided(decideFinding.run(findingId, accepted, note), findingId);
  }

  private FindingView decided(String study, String findingId) throws CairnException {
    return findings(study).stream()
        .filter(f -> f.findingId().equals(findingId))
        .findFirst()
        .orElseThrow(
            () ->
                new CairnException(
                    CairnException.Kind.INTEGRITY, "The decided finding cannot be read back."));
  }

  @Override
  public Correction correctType(String findingId, String kind, String note) throws CairnException {
    requireFinding(Action.DECIDE, findingId);
    DecideFinding.Corrected corrected = decideFinding.correct(findingId, tumourClass(kind), note);
    return new Correction(
        decided(corrected.studyInstanceUid(), findingId),
        corrected.kept() == LearningStore.Kept.EXAMPLE,
        corrected.kept().words());
  }

  @Override
  public KeptOutline keepOutline(DrawnOutline drawn, Progress progress) throws CairnException {
    requireStudy(Action.DECIDE, drawn.studyInstanceUid());
    Optional<TumourClass> kind =
        drawn.kind().isPresent() ? Optional.of(tumourClass(drawn.kind().get())) : Optional.empty();
    KeepOutline.Done done = keepOutline.run(drawn, kind, progress);
    return new KeptOutline(decided(drawn.studyInstanceUid(), done.finding()), done.example());
  }

  @Override
  public void saveDraft(OutlineDraft draft) throws CairnException {
    gate.requireRole(Action.DECIDE, "Study/" + draft.studyInstanceUid());
    keepDraft.save(draft);
  }

  @Override
  public Optional<OutlineDraft> draft(String studyInstanceUid) throws CairnException {
    requireStudy(Action.LOOK_AT_IMAGES, studyInstanceUid);
    return keepDraft.of(studyInstanceUid);
  }

  @Override
  public void discardDraft(String studyInstanceUid) throws CairnException {
    gate.requireRole(Action.DECIDE, "Study/" + studyInstanceUid);
    keepDraft.discard(studyInstanceUid);
  }

  @Override
  public boolean learningAgreed(String patientKey) throws CairnException {
    return consents.learningAgreed(patientKey);
  }

  @Override
  public int agreeToLearning(String patientKey, boolean agreed) throws CairnException {
    if (agreed) {
      consents.agreeToLearning(patientKey);
      return 0;
    }
    return consents.endLearning(patientKey).orElse(0);
  }

  @Override
  public PatientHistory history(String patientKey) throws CairnException {
    return readHistory.run(patientKey);
  }

  @Override
  public ProofView proof(String patientKey, String recordId) throws CairnException {
    List<String> concerned = concerned(recordId);
    if (!concerned.isEmpty() && !concerned.contains(patientKey)) {
      throw new CairnException(
          CairnException.Kind.REFUSED, "This patient has no record " + recordId + ".");
    }
    return gate.read(
        Action.SEE_JOURNAL,
        concerned.isEmpty() ? List.of(patientKey) : concerned,
        () -> proveRecord.ofRecord(recordId));
  }

  private List<String> concerned(String recordId) throws CairnException {
    return database.read(c -> new LeafSubjects(c).patientsOf(recordId));
  }

  @Override
  public List<ProofView> latestProofs(String patientKey, int limit) throws CairnException {
    return gate.read(
        Action.SEE_JOURNAL, List.of(patientKey), () -> proveRecord.ofPatient(patientKey, limit));
  }

  @Override
  public void writeReport(String studyInstanceUid, Path target) throws CairnException {
    requireStudy(Action.WRITE_FILES, studyInstanceUid);
    writeReport.run(studyInstanceUid, target);
  }

  /// A self-contained proof file of the newest entry about a record.
  public byte[] proofFile(String recordId) throws CairnException {
    return proof(recordId).toBytes();
  }

  /// The same, for who writes it in another form.
  public ProofFile proof(String recordId) throws CairnException {
    return gate.read(Action.SEE_JOURNAL, concerned(recordId), () -> proveRecord.file(recordId));
  }

  /// Cosignatures of other institutions, and for them.
  public Witnessing witnessing() {
    return witnessing;
  }

  @Override
  public ModelCare care() {
    return new CareDesk(this, learning, acceptance, secondReader, shelf, intake, gate);
  }

  /// Which model serves which task here.
  public ModelRegister models() {
    return models;
  }

  /// Tests of models on this site's own cases.
  public SiteAcceptance acceptance() {
    return acceptance;
  }

  /// Champion and challenger of this site.
  public Learning learning() {
    return learning;
  }

  /// Networks that outline and were trained anew, on what readers outlined of locked patients.
  public OutlineLearning outlineLearning() {
    return outlineLearning;
  }

  /// A person says what kind of tumour a finding really is about.
  ///
  /// @param kind "glioma", "meningioma", "pituitary" or "none"
  public LearningStore.Kept correct(String findingId, String kind, String note)
      throws CairnException {
    requireFinding(Action.DECIDE, findingId);
    return decideFinding.correct(findingId, tumourClass(kind), note).kept();
  }

  /// A person outlined a tumour anew.
  ///
  /// @param segmentation a DICOM Segmentation of a study that is here
  /// @param kind as for [#correct]; empty where a reader has decided on it
  public AmendOutline.Amended correctOutline(Path segmentation, Optional<String> kind, String note)
      throws CairnException {
    Optional<TumourClass> named =
        kind.isPresent() ? Optional.of(tumourClass(kind.get())) : Optional.empty();
    return amendOutline.run(segmentation, named, note);
  }

  private static TumourClass tumourClass(String kind) throws CairnException {
    return TumourClass.of(kind)
        .orElseThrow(
            () ->
                new CairnException(
                    CairnException.Kind.REFUSED,
                    "There is no kind " + kind + "; name glioma, meningioma, pituitary or none."));
  }

  /// What readers outlined anew, as a data set for evaluation and training.
  public ExportOutlines exportOutlines() {
    return exportOutlines;
  }

  /// The models themselves and what runs them.
  public SecondReader secondReader() {
    return secondReader;
  }

  /// How the latest analyses compare with earlier ones.
  public DriftReport drift(DriftMonitor monitor) throws CairnException {
    return monitor.report(database, this::acceptedCases);
  }

  /// What a model that answers now was accepted on here.
  private Optional<DriftReference> acceptedCases(String models) throws CairnException {
    return Acceptance.inForce(acceptance.all(), models)
        .map(
            test ->
                DriftReference.of(
                    "the %d cases of %s".formatted(test.looks().size(), test.id()),
                    test.looks().stream().map(Acceptance.Looks::numbers).toList()));
  }

  /// The chain that the home's settings name, for the monitor.
  public MonitoredChain.Source chain() {
    return () -> {
      Optional<ChainConfig> config = anchoring.chain();
      return config.isEmpty() ? Optional.empty() : chain(config.get()).open();
    };
  }

  /// A chain named elsewhere, for the monitor.
  public MonitoredChain.Source chain(ChainConfig config) {
    return () -> {
      ChainPlace place = new ChainPlace(config.chainId(), config.contract(), anchoring.account());
      MonitoredChain.Accesses said = accesses.monitored(config).orElse(null);
      MonitoredChain.Decisions decided = grants.monitored(config).orElse(null);
      try {
        return Optional.of(
            new MonitoredChain(
                new BesuChainWatch(config),
                place,
                anchoring.siblings(),
                said,
                decided,
                anchoring.counted(config)));
      } catch (LedgerException e) {
        throw Failures.of(e);
      }
    };
  }

  /// Checks everything that can be checked here.
  public MonitorHome monitorHome() {
    return monitor;
  }

  /// Lets the monitor look, and what waits for the chain be sent, now and then until this desk is closed.
  public void watch() {
    monitorSchedule.start();
    chainSchedule.start();
  }

  @Override
  public Optional<MonitorReport> monitored() throws CairnException {
    return monitor.last();
  }

  @Override
  public MonitorReport verifyAll(Progress progress) throws CairnException {
    return monitor.full(progress);
  }

  @Override
  public KioskCode kioskCode(String patientKey, String institution, boolean witness)
      throws CairnException {
    return consents.code(patientKey, institution, witness);
  }

  @Override
  public ConsentDesk kiosk() {
    return kiosk;
  }

  /// Patients' decisions, as staff see and record them.
  public StaffConsents consents() {
    return consents;
  }

  /// Grants that go with patients' data to other institutions, and those that came here.
  public SecondOpinions secondOpinions() {
    return secondOpinions;
  }

  /// Decisions that wait for the chain.
  public GrantOutbox grantOutbox() {
    return new H2GrantOutbox(database);
  }

  /// Patients' decisions on the chain.
  public GrantLedger grants() {
    return grants;
  }

  /// Who looked, on the chain.
  public AccessLedger accesses() {
    return accesses;
  }

  /// What a patient's watcher needs to find flags of emergencies; that it was handed out is noted. Secret.
  public WatchFile handOutWatchKey(String patientKey) throws CairnException {
    gate.require(Action.SEE_JOURNAL, patientKey);
    WatchFile file = accesses.watchFile(patientKey);
    journal.append(
        (connection, entries) -> {
          entries.event(
              EventKind.WATCH_KEY_ISSUED,
              "watch key handed out",
              "Patient/" + patientKey,
              patientKey);
          return true;
        });
    return file;
  }

  public Anchoring anchoring() {
    return anchoring;
  }

  public DeskJournal journal() {
    return journal;
  }

  public CheckpointSigner signer() {
    return signer;
  }

  /// Who did what with a patient's data, newest first.
  public List<AuditLine> audit(String patientKey, int limit) throws CairnException {
    return gate.read(
        Action.SEE_JOURNAL, List.of(patientKey), () -> proveRecord.audit(patientKey, limit));
  }

  /// Who may work here, and by which policy.
  public Accounts accounts() {
    return accounts;
  }

  @Override
  public void askAgain(Shown what, String patientKey) throws CairnException {
    gate.require(
        switch (what) {
          case PICTURES -> Action.LOOK_AT_IMAGES;
          case RECORD -> Action.READ_RECORD;
        },
        patientKey);
  }

  @Override
  public void breakGlass(String patientKey, String reason) throws CairnException {
    gate.breakGlass(patientKey, reason);
  }

  /// What [#erase] would take out.
  public PatientErasure.Held held(String patientKey) throws CairnException {
    return erasePatient.held(patientKey);
  }

  /// Takes everything about a patient out of the home for good; see [ErasePatient].
  public ErasePatient.Erased erase(String patientKey, String reason) throws CairnException {
    return erasePatient.run(patientKey, reason, grants.configured());
  }

  private final class Rules implements Gate.DecisionPoints {
    @Override
    public DecisionPoint now() throws CairnException {
      return new DecisionPoint(accounts.policy(), grants);
    }

    @Override
    public DecisionPoint atHand() throws CairnException {
      return new DecisionPoint(accounts.policy(), grants.atHand());
    }
  }

  /// A study that is not here is the use case's to name.
  private void requireStudy(Action action, String studyInstanceUid) throws CairnException {
    Optional<String> patientKey =
        database.read(c -> new StudyCatalogue(c, objects).patientOf(studyInstanceUid));
    if (patientKey.isPresent()) {
      gate.require(action, patientKey.get());
    }
  }

  private void requireFinding(Action action, String findingId) throws CairnException {
    Optional<Link> link = database.read(c -> new FindingLinks(c).find(findingId));
    if (link.isPresent()) {
      requireStudy(action, link.get().studyInstanceUid());
    }
  }

  @Override
  public void close() {
    monitorSchedule.close();
    chainSchedule.close();
    grants.close();
    anchoring.close();
    secondReader.close();
    closeTree();
    database.close();
    keys.close();
  }

  /// Nothing is lost by a tree that cannot be settled: its log is played again.
  private void closeTree() {
    try {
      tree.close();
    } catch (LedgerException e) {
      LOG.warn("the journal's tree was not settled", e);
    }
  }
}
