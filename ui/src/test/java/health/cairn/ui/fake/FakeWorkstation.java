package health.cairn.ui.fake;

import health.cairn.app.CairnException;
import health.cairn.app.access.AccessDecision;
import health.cairn.app.access.AccessDeniedException;
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
import health.cairn.app.desk.OpenedStudy.ViewerSeries;
import health.cairn.app.desk.OrgansView;
import health.cairn.app.desk.OutlineDraft;
import health.cairn.app.desk.PatientHeader;
import health.cairn.app.desk.PatientHistory;
import health.cairn.app.desk.ProofView;
import health.cairn.app.desk.StructuresWritten;
import health.cairn.app.desk.WorklistRow;
import health.cairn.app.desk.WorklistRow.ReadingState;
import health.cairn.app.desk.WorklistRow.StudyRow;
import health.cairn.app.desk.Workstation;
import health.cairn.app.desk.consent.ConsentDesk;
import health.cairn.app.desk.consent.KioskCode;
import health.cairn.imaging.Progress;
import health.cairn.imaging.Refusal;
import health.cairn.imaging.dicom.SequenceRole;
import health.cairn.imaging.explain.DeletionInsertion;
import health.cairn.imaging.explain.Explanation;
import health.cairn.imaging.explain.MapMethod;
import health.cairn.imaging.explain.MaskAgreement;
import health.cairn.imaging.inference.ModelRef;
import health.cairn.imaging.slice.Raster;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Mask;
import health.cairn.imaging.volume.PatientPoint;
import health.cairn.imaging.volume.Segment;
import health.cairn.imaging.volume.VoxelIndex;
import health.cairn.ledger.AnchorState;
import health.cairn.ui.kiosk.FakeConsents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/// A workstation that lives in memory: one made-up patient with images and a history, and as many
/// more lines in the work list as asked for.
public final class FakeWorkstation implements Workstation {
  public static final String STUDY = "2.25.100";
  public static final String PATIENT = "p1";
  static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
  private static final String FRAME = "2.25.900";

  /// How the fake behaves.
  ///
  /// @param rows lines of the work list
  /// @param events of the history, about
  /// @param sliceMillis how long the analysis takes per slice
  /// @param failure what every slow use case fails with, or empty
  public record Behaviour(
      int rows, int events, long sliceMillis, Optional<CairnException> failure) {
    public static final Behaviour PLAIN = new Behaviour(14, 500, 5, Optional.empty());
  }

  private final Behaviour behaviour;
  private final List<ViewerSeries> series = new ArrayList<>();
  private final List<SegmentView> segments = new ArrayList<>();
  private final List<ModelReturn> returns = new ArrayList<>();
  private final List<FindingView> findings = new ArrayList<>();
  private final List<ProofView> journal = new ArrayList<>();
  private final Random random = new Random(11);
  private final Set<String> opened = new HashSet<>();
  private final Set<String> withdrawn = new HashSet<>();
  private final Set<String> agreed = new HashSet<>();
  private final Map<String, ViewerSeries> asFound = new HashMap<>();
  private final Map<String, OutlineDraft> drafts = new HashMap<>();
  private final ModelCare care = new FakeCare(false);
  private final int smaller;
  private volatile Optional<MonitorReport> monitored = Optional.empty();
  private volatile Optional<AccessDecision.Deny> refusal = Optional.empty();
  private final List<String> emergencies = new java.util.concurrent.CopyOnWriteArrayList<>();
  private DoubtsView doubts = DoubtsView.none("No map of doubt: nothing was outlined here yet.");

  public FakeWorkstation() {
    this(Behaviour.PLAIN);
  }

  public FakeWorkstation(Behaviour behaviour) {
    this(behaviour, 1);
  }

  /// @param smaller divides the size of the images, for tests in a hurry
  public FakeWorkstation(Behaviour behaviour, int smaller) {
    this.behaviour = behaviour;
    this.smaller = smaller;
    for (int i = 0; i < 4; i++) {
      enter("record stored", "Observation/" + i, TODAY.minusDays(9 - i));
    }
  }

  @Override
  public DeskStatus status() {
    return new DeskStatus(
        "Dr Lee",
        1200 + journal.size(),
        false,
        2,
        Optional.empty(),
        monitored().flatMap(MonitorReport::brief));
  }

  @Override
  public Optional<MonitorReport> monitored() {
    return monitored;
  }

  @Override
  public MonitorReport verifyAll(Progress progress) throws CairnException {
    for (int done = 0; done <= 10; done++) {
      progress.report("Checking the journal and the records", done * 100, 1000);
    }
    fail();
    MonitorReport report = monitored.orElseGet(SyntheticReport::calm);
    monitored = Optional.of(report);
    return report;
  }

  /// What the monitor is to have found, and to find again.
  public void found(MonitorReport report) {
    monitored = Optional.of(report);
  }

  @Override
  public synchronized List<WorklistRow> worklist() throws CairnException {
    fail();
    List<WorklistRow> rows = new ArrayList<>();
    if (behaviour.rows() > 0) {
      rows.add(
          row(
              patient(),
              STUDY,
              "MRI brain with contrast",
              LocalDateTime.of(2026, 11, 20, 9, 41),
              List.of(SequenceRole.T1, SequenceRole.T1C, SequenceRole.T2, SequenceRole.FLAIR),
              state()));
    }
    String[] first = {"Ana", "Ben", "Chloé", "Dmitri", "Emine", "Fatima", "Georg", "Hiroshi"};
    String[] last = {
      "Okafor", "Lindqvist", "Müller-Lüdenscheidt", "Петров", "Yıldız", "Haddad", "Sato"
    };
    for (int i = 1; i < behaviour.rows(); i++) {
      PatientHeader p =
          new PatientHeader(
              "p" + (i + 1),
              String.valueOf(4711 + i * 7),
              first[i % first.length] + " " + last[i * 3 % last.length],
              i % 9 == 0
                  ? Optional.empty()
                  : Optional.of(LocalDate.of(1938 + i * 11 % 84, 1 + i % 12, 1 + i % 28)),
              i % 2 == 0 ? "F" : "M");
      List<SequenceRole> roles =
          switch (i % 4) {
            case 0 ->
                List.of(SequenceRole.T1, SequenceRole.T1C, SequenceRole.T2, SequenceRole.FLAIR);
            case 1 -> List.of(SequenceRole.T1C, SequenceRole.FLAIR);
            case 2 ->
                List.of(
                    SequenceRole.T1,
                    SequenceRole.T2,
                    SequenceRole.FLAIR,
                    SequenceRole.DWI,
                    SequenceRole.ADC);
            default -> List.of();
          };
      rows.add(
          i % 7 == 6
              ? new WorklistRow(p, Optional.empty(), Optional.of(120 + i))
              : row(
                  p,
                  "2.25.2" + i,
                  i % 3 == 0 ? "MRI brain follow-up" : "MRI head without and with contrast",
                  LocalDateTime.of(2026, 11, 20, 8, 15).minusHours(7L * i),
                  roles,
                  ReadingState.values()[i % 3]));
    }
    return rows;
  }

  private static WorklistRow row(
      PatientHeader p,
      String uid,
      String description,
      LocalDateTime when,
      List<SequenceRole> roles,
      ReadingState state) {
    return new WorklistRow(
        p,
        Optional.of(new StudyRow(uid, description, Optional.of(when), roles, 176, state)),
        Optional.of(212));
  }

  private ReadingState state() {
    if (findings.isEmpty()) {
      return ReadingState.NEW;
    }
    return findings.stream().anyMatch(f -> f.status() == FindingView.Status.PROPOSED)
        ? ReadingState.PROPOSED
        : ReadingState.REVIEWED;
  }

  public static PatientHeader patient() {
    return new PatientHeader(
        PATIENT, "4711", "Jane Doe", Optional.of(LocalDate.of(1972, 3, 12)), "F");
  }

  @Override
  public ImportSummary importFrom(List<Path> paths, Progress progress) throws CairnException {
    fail();
    if (!paths.isEmpty() && paths.stream().allMatch(p -> p.toString().endsWith(".txt"))) {
      List<Refusal> refused =
          paths.stream().map(p -> new Refusal(p.toString(), "Not a DICOM file.")).toList();
      return new ImportSummary(paths.size(), 0, 0, refused);
    }
    for (int i = 0; i < 20; i++) {
      pause();
      progress.report("Importing", i, 20);
    }
    return new ImportSummary(
        20,
        17,
        2,
        List.of(new Refusal("scan/notes.txt", "Not a DICOM file: the DICM mark is missing.")));
  }

  @Override
  public synchronized OpenedStudy open(String studyInstanceUid, Progress progress)
      throws CairnException {
    fail();
    if (worklist().stream()
        .flatMap(r -> r.study().stream())
        .noneMatch(s -> s.studyInstanceUid().equals(studyInstanceUid))) {
      throw new CairnException(CairnException.Kind.REFUSED, "No such study here.");
    }
    requireOpen();
    opened.add(studyInstanceUid);
    load(progress);
    enter("access", "Study/" + studyInstanceUid, TODAY);
    return new OpenedStudy(
        patient(),
        studyInstanceUid,
        "MRI brain with contrast",
        Optional.of(LocalDateTime.of(2026, 11, 20, 9, 41)),
        OpenedStudy.inReadingOrder(series),
        segments,
        findings);
  }

  private void load(Progress progress) {
    if (series.isEmpty()) {
      int full = 256 / smaller;
      double mm = 0.9 * smaller;
      progress.report("Opening the study", 0, 4);
      add(SequenceRole.T1C, "t1_mprage_ax_gd", SyntheticHead.axial(full, mm, 44, 3.6, 0, FRAME), 1);
      add(
          SequenceRole.FLAIR,
          "flair_ax_dark-fluid",
          SyntheticHead.axial(full * 3 / 4, mm * 4 / 3, 28, 5.5, 8, FRAME),
          2);
      progress.report("Opening the study", 2, 4);
      add(SequenceRole.T1, "t1_se_ax", SyntheticHead.axial(full, mm, 44, 3.6, 0, FRAME), 3);
      add(SequenceRole.T2, "t2_tse_ax", SyntheticHead.axial(full, mm, 30, 5.0, 8, FRAME), 4);
      Grid foreign = SyntheticHead.axial(full / 2, mm * 2, 20, 6, 0, "2.25.901");
      series.add(
          new ViewerSeries(
              "2.25.500",
              9,
              "survey, scanned film",
              SequenceRole.OTHER,
              "no tag says what it is",
              Optional.empty(),
              SyntheticHead.volume(SequenceRole.T1, foreign, 5),
              false,
              false,
              List.of("No spacing in this series: distances are off")));
    }
  }

  private void add(SequenceRole role, String description, Grid grid, int seed) {
    series.add(
        new ViewerSeries(
            "2.25.50" + seed,
            seed,
            description,
            role,
            "contrast and timing tags",
            Optional.empty(),
            SyntheticHead.volume(role, grid, seed),
            true,
            true,
            List.of()));
  }

  @Override
  public synchronized List<SegmentView> outlines(String studyInstanceUid) throws CairnException {
    fail();
    if (!opened.contains(studyInstanceUid)) {
      throw new CairnException(CairnException.Kind.REFUSED, "This study is not open.");
    }
    return List.copyOf(segments);
  }

  @Override
  public synchronized DoubtsView doubts(String studyInstanceUid) {
    return doubts;
  }

  @Override
  public synchronized String overruleRole(String seriesInstanceUid, SequenceRole role)
      throws CairnException {
    fail();
    ViewerSeries now =
        series.stream()
            .filter(s -> s.seriesInstanceUid().equals(seriesInstanceUid))
            .findFirst()
            .orElseThrow(
                () -> new CairnException(CairnException.Kind.REFUSED, "No such series here."));
    if (now.role() == role) {
      return now.roleReason();
    }
    ViewerSeries found = asFound.computeIfAbsent(seriesInstanceUid, uid -> now);
    String reason =
        role == found.role()
            ? found.roleReason()
            : "set by the reader Dr Lee; the files say " + found.role() + ": " + found.roleReason();
    series.replaceAll(
        s -> s.seriesInstanceUid().equals(seriesInstanceUid) ? s.withRole(role, reason) : s);
    enter("record amended", "Series/" + seriesInstanceUid, TODAY);
    return reason;
  }

  @Override
  public List<ModelOffer> offers() throws CairnException {
    fail();
    return FakeOffers.all();
  }

  /// Something that a reader can go back from; a new home has nothing.
  public static final ModelReturn SWITCHED_ON =
      new ModelReturn(
          "ModelDecision/1",
          "classify-t1c",
          "tumour-classifier 0.1.0",
          "2026-11-20 by Dr Lee",
          "tumour-classifier 0.1.0",
          "tumour-unet 0.1.0");

  public synchronized void switchOn(ModelReturn back) {
    returns.add(back);
  }

  @Override
  public synchronized List<ModelReturn> modelReturns() throws CairnException {
    fail();
    return List.copyOf(returns);
  }

  @Override
  public synchronized String goBack(ModelReturn back, String why) throws CairnException {
    fail();
    if (!returns.remove(back)) {
      throw new CairnException(
          CairnException.Kind.REFUSED,
          "Something else was decided on " + back.task() + " since; look again.");
    }
    enter("model decided", "ModelDecision/2", TODAY);
    return "ModelDecision/2";
  }

  @Override
  public List<FindingView> analyze(String studyInstanceUid, ModelWish wish, Progress progress)
      throws CairnException {
    fail();
    String classifier = FakeOffers.classifier(wish);
    requireDecided();
    for (int i = 0; i < 44; i++) {
      progress.report("Segmenting", i, 44);
      pause();
    }
    progress.report("Classifying", 44, 44);
    synchronized (this) {
      load(Progress.NONE);
      ViewerSeries t1c =
          series.stream()
              .filter(s -> s.role() == SequenceRole.T1C)
              .findFirst()
              .orElseThrow(
                  () ->
                      new CairnException(
                          CairnException.Kind.REFUSED, "No series of T1 after contrast agent."));
      findings.removeIf(f -> !f.organ());
      segments.removeIf(s -> s.segment().code().disease());
      Grid grid = t1c.volume().grid();
      Segment core =
          new Segment(
              "Enhancing tumour",
              new Segment.Code("86049000", "SCT", "Neoplasm, primary"),
              SyntheticHead.mask(grid, false));
      Segment whole =
          new Segment(
              "Oedema",
              new Segment.Code("79654002", "SCT", "Edema"),
              SyntheticHead.mask(grid, true));
      doubts =
          new DoubtsView(
              List.of(
                  new DoubtsView.MapView(
                      t1c.seriesInstanceUid(), "tumour-segmenter 0.1.0", new SyntheticDoubt(grid))),
              "");
      segments.add(new SegmentView(t1c.seriesInstanceUid(), "f1", core));
      segments.add(new SegmentView(t1c.seriesInstanceUid(), "f1", whole));
      findings.addAll(proposals(t1c.seriesInstanceUid(), grid, core, classifier));
      enter("findings proposed", "Observation/f1", TODAY);
      enter("findings proposed", "Observation/f2", TODAY);
      return List.copyOf(findings);
    }
  }

  private synchronized void requireDecided() throws CairnException {
    if (findings.stream().anyMatch(f -> !f.organ() && f.status() == FindingView.Status.PROPOSED)) {
      throw new CairnException(
          CairnException.Kind.REFUSED,
          "This study has findings that nobody has decided on; accept or reject them first.");
    }
  }

  private static List<FindingView> proposals(
      String seriesUid, Grid grid, Segment core, String classifier) {
    PatientPoint m = SyntheticHead.MASS;
    VoxelIndex at = grid.affine().toVoxel(m);
    Optional<FindingView.KeySlice> key =
        Optional.of(new FindingView.KeySlice(seriesUid, (int) Math.round(at.slice())));
    double ml = core.mask().volumeMl();
    String sha = "a3f29c10".repeat(8);
    return List.of(
        new FindingView(
            "f1",
            "Observation/f1",
            "Enhancing tumour",
            List.of(
                new FindingView.Figure(
                    "Volume",
                    String.format("%.1f mL", ml),
                    String.format("%.1f to %.1f mL (95 %%)", ml * 0.9, ml * 1.12)),
                new FindingView.Figure("Longest diameter", "35.2 mm", "33.9 to 36.8 mm (95 %)"),
                new FindingView.Figure("Perpendicular", "31.0 mm", "")),
            FindingView.Status.PROPOSED,
            "tumour-segmenter 0.1.0",
            Optional.of(sha),
            List.of(
                "Outlined on T1C; 11 of 44 slices hold tumour.",
                "Mean probability inside the outline 0.93.",
                "Smaller pieces were dropped: 2, together 0.1 mL."),
            Optional.empty(),
            key,
            AnchorState.PREPARED),
        new FindingView(
            "f2",
            "Observation/f2",
            "Tumour type: glioma",
            List.of(
                new FindingView.Figure("Glioma", "91 %", "84 to 96 % (95 %)"),
                new FindingView.Figure("Meningioma", "7 %", ""),
                new FindingView.Figure("Pituitary tumour", "2 %", "")),
            FindingView.Status.PROPOSED,
            classifier,
            Optional.of(sha),
            List.of("Mean over the 11 slices with tumour.", "The model knows three types only."),
            Optional.of(FakeOffers.joined()),
            key,
            AnchorState.PREPARED));
  }

  @Override
  public synchronized List<FindingView> findings(String studyInstanceUid) {
    return List.copyOf(findings);
  }

  @Override
  public synchronized FindingView decide(String findingId, boolean accepted, String note)
      throws CairnException {
    fail();
    for (int i = 0; i < findings.size(); i++) {
      FindingView f = findings.get(i);
      if (f.findingId().equals(findingId)) {
        requireOpenTo(f, accepted);
        FindingView decided =
            restated(
                f,
                f.figures(),
                accepted ? FindingView.Status.ACCEPTED : FindingView.Status.REJECTED);
        findings.set(i, decided);
        enter(accepted ? "finding accepted" : "finding rejected", f.recordId(), TODAY);
        return decided;
      }
    }
    throw new CairnException(CairnException.Kind.REFUSED, "This finding is not in the record.");
  }

  private static FindingView restated(
      FindingView f, List<FindingView.Figure> figures, FindingView.Status status) {
    return new FindingView(
        f.findingId(),
        f.recordId(),
        f.title(),
        f.organ(),
        f.undecidedBecause(),
        figures,
        status,
        f.author(),
        f.modelSha256(),
        f.decidedBy(),
        f.why(),
        f.type(),
        f.keySlice(),
        f.proof());
  }

  @Override
  public synchronized Correction correctType(String findingId, String kind, String note)
      throws CairnException {
    fail();
    for (int i = 0; i < findings.size(); i++) {
      FindingView f = findings.get(i);
      if (f.findingId().equals(findingId) && f.type().isPresent()) {
        FindingView amended =
            new FindingView(
                f.findingId(),
                f.recordId(),
                "Tumour type: " + kind,
                f.figures(),
                FindingView.Status.AMENDED,
                f.author(),
                f.modelSha256(),
                f.why(),
                f.type(),
                f.keySlice(),
                f.proof());
        findings.set(i, amended);
        enter("finding amended", f.recordId(), TODAY);
        return new Correction(
            amended,
            agreed.contains(PATIENT),
            agreed.contains(PATIENT)
                ? "kept as an example to learn from"
                : "not kept: the patient has not agreed that corrections are learnt from");
      }
    }
    throw new CairnException(
        CairnException.Kind.REFUSED, "What is to be changed is no part of this finding.");
  }

  @Override
  public synchronized KeptOutline keepOutline(DrawnOutline drawn, Progress progress)
      throws CairnException {
    fail();
    Mask mask = drawn.segment().mask();
    if (mask.isEmpty()) {
      throw new CairnException(
          CairnException.Kind.REFUSED,
          "The outline is empty: to say that there is nothing, reject the finding instead.");
    }
    String id = drawn.findingId().orElse("own" + findings.size());
    FindingView before =
        findings.stream()
            .filter(f -> f.findingId().equals(id))
            .findFirst()
            .orElse(
                new FindingView(
                    id,
                    "Observation/" + id,
                    drawn.segment().label(),
                    List.of(),
                    FindingView.Status.ACCEPTED,
                    "Dr Lee",
                    Optional.empty(),
                    List.of("Outlined by Dr Lee."),
                    Optional.empty(),
                    Optional.of(
                        new FindingView.KeySlice(
                            drawn.seriesInstanceUid(),
                            mask.next(0) / mask.grid().voxelsPerSlice())),
                    AnchorState.PREPARED));
    if (drawn.findingId().isPresent() && !findings.contains(before)) {
      throw new CairnException(CairnException.Kind.REFUSED, "This finding is not in the record.");
    }
    FindingView after =
        restated(
            before,
            List.of(
                new FindingView.Figure("Volume", String.format("%.1f mL", mask.volumeMl()), "")),
            drawn.findingId().isPresent()
                ? FindingView.Status.AMENDED
                : FindingView.Status.ACCEPTED);
    findings.remove(before);
    findings.add(after);
    segments.removeIf(
        s -> s.findingId().equals(id) && s.segment().label().equals(drawn.segment().label()));
    segments.add(new SegmentView(drawn.seriesInstanceUid(), id, drawn.segment()));
    drafts.remove(drawn.studyInstanceUid());
    enter("record stored", "Instance/" + id, TODAY);
    enter("finding amended", before.recordId(), TODAY);
    return new KeptOutline(
        after,
        agreed.contains(PATIENT)
            ? "kept as an example to learn from"
            : "not kept: the patient did not agree that corrections are learnt from");
  }

  @Override
  public synchronized void saveDraft(OutlineDraft draft) throws CairnException {
    fail();
    drafts.put(draft.studyInstanceUid(), draft);
  }

  @Override
  public synchronized Optional<OutlineDraft> draft(String studyInstanceUid) {
    return Optional.ofNullable(drafts.get(studyInstanceUid));
  }

  @Override
  public synchronized void discardDraft(String studyInstanceUid) throws CairnException {
    fail();
    drafts.remove(studyInstanceUid);
  }

  @Override
  public synchronized boolean learningAgreed(String patientKey) throws CairnException {
    fail();
    return agreed.contains(patientKey);
  }

  @Override
  public synchronized int agreeToLearning(String patientKey, boolean agrees) throws CairnException {
    fail();
    boolean changed = agrees ? agreed.add(patientKey) : agreed.remove(patientKey);
    if (changed) {
      enter("consent decided", "LearningConsent/" + patientKey, TODAY);
    }
    return agrees ? 0 : 1;
  }

  private void requireOpenTo(FindingView finding, boolean accepted) throws CairnException {
    FindingView.Status wanted =
        accepted ? FindingView.Status.ACCEPTED : FindingView.Status.REJECTED;
    if (withdrawn.contains(finding.findingId())) {
      throw new CairnException(
          CairnException.Kind.REFUSED,
          "This finding was withdrawn; it cannot be decided on again.");
    }
    if (finding.status() == wanted) {
      throw new CairnException(
          CairnException.Kind.REFUSED,
          "This finding has been " + (accepted ? "accepted" : "rejected") + " already.");
    }
    if (finding.status() == FindingView.Status.ACCEPTED) {
      withdrawn.add(finding.findingId());
    }
  }

  private FakeConsents consents = new FakeConsents(patient().name(), "", false);

  @Override
  public KioskCode kioskCode(String patientKey, String institution, boolean witness) {
    consents = new FakeConsents(patient().name(), institution, witness);
    return new KioskCode(FakeConsents.CODE, FakeConsents.NOW);
  }

  @Override
  public ConsentDesk kiosk() {
    return consents;
  }

  @Override
  public void askAgain(Shown what, String patientKey) throws CairnException {
    requireOpen();
  }

  @Override
  public void breakGlass(String patientKey, String reason) {
    emergencies.add(patientKey + ": " + reason);
  }

  /// From here on the patient's data is refused, until somebody says that it is an emergency.
  public void refuse(AccessDecision.Deny why) {
    refusal = Optional.of(why);
  }

  private void requireOpen() throws CairnException {
    if (refusal.isPresent() && emergencies.isEmpty()) {
      throw new AccessDeniedException(refusal.get(), patient().patientKey());
    }
  }

  /// Patients that were opened in an emergency, with the reasons.
  public List<String> emergencies() {
    return List.copyOf(emergencies);
  }

  @Override
  public synchronized PatientHistory history(String patientKey) throws CairnException {
    fail();
    if (worklist().stream().noneMatch(r -> r.patient().patientKey().equals(patientKey))) {
      throw new CairnException(CairnException.Kind.REFUSED, "There is no such patient here.");
    }
    requireOpen();
    enter("history read", "Patient/" + patientKey, TODAY);
    return new PatientHistory(patient(), SyntheticHistory.of(behaviour.events(), TODAY));
  }

  @Override
  public synchronized ProofView proof(String patientKey, String recordId) throws CairnException {
    fail();
    return journal.reversed().stream()
        .filter(p -> p.recordId().equals(recordId))
        .findFirst()
        .orElseThrow(
            () ->
                new CairnException(
                    CairnException.Kind.REFUSED,
                    "The journal has no entry about " + recordId + "."));
  }

  @Override
  public synchronized List<ProofView> latestProofs(String patientKey, int limit)
      throws CairnException {
    fail();
    return journal.reversed().stream().limit(limit).toList();
  }

  private ProofView enter(String event, String recordId, LocalDate day) {
    Instant when =
        day.atTime(8, 3).toInstant(java.time.ZoneOffset.UTC).plusSeconds(97L * journal.size());
    List<String> path = new ArrayList<>();
    for (int i = 0; i < 11; i++) {
      path.add(hash());
    }
    ProofView entry =
        new ProofView(
            recordId,
            event,
            when,
            AnchorState.PREPARED,
            true,
            "Recorded on "
                + health.cairn.ui.design.Figures.moment(when)
                + ", unchanged since; not yet anchored.",
            1200 + journal.size(),
            1201 + journal.size(),
            hash(),
            hash(),
            path,
            "");
    journal.add(entry);
    return entry;
  }

  private String hash() {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public synchronized List<Explanation> explain(OpenedStudy study, Progress progress)
      throws CairnException {
    fail();
    Raster image = Raster.drawn(64, 64, (x, y) -> Math.hypot(x - 32, y - 32) < 28 ? 0.5 : 0);
    Raster outline = Raster.drawn(64, 64, (x, y) -> Math.hypot(x - 40, y - 30) < 8 ? 1 : 0);
    return List.of(
        new Explanation(
            new ModelRef("cheng-t1c-classifier", "1.1.1", "00", "CC-BY-4.0"),
            "meningioma",
            0.9,
            image,
            outline,
            List.of(
                new Explanation.ShownMap(
                    MapMethod.OCCLUSION,
                    outline,
                    Optional.of(new DeletionInsertion(0.31, 0.81, 0.52, 0.50, 0, 0)),
                    Optional.of(MaskAgreement.of(outline, outline)))),
            Optional.empty()));
  }

  @Override
  public synchronized OrgansView organs(
      OpenedStudy study, List<PatientPoint> points, Progress progress) throws CairnException {
    fail();
    load(progress);
    ViewerSeries t1 =
        study.series().stream()
            .filter(s -> s.role() == SequenceRole.T1)
            .findFirst()
            .orElseThrow(
                () ->
                    new CairnException(
                        CairnException.Kind.REFUSED,
                        "There is no T1 series: no organ was outlined."));
    if (points.isEmpty()) {
      throw new CairnException(
          CairnException.Kind.REFUSED,
          "No organ was outlined. T1: slices of 3.6 mm are too thick to look for a hippocampus.");
    }
    if (findings.stream().anyMatch(f -> f.organ() && f.status() != FindingView.Status.REJECTED)) {
      throw new CairnException(
          CairnException.Kind.REFUSED, "These are among the findings already.");
    }
    Segment part =
        new Segment(
            "left anterior hippocampus",
            new Segment.Code("5366008", "SCT", "Hippocampus"),
            SyntheticHead.mask(t1.volume().grid(), false));
    String id = "organ" + findings.size();
    findings.add(organ(id, part, t1.seriesInstanceUid()));
    segments.add(new SegmentView(t1.seriesInstanceUid(), id, part));
    enter("findings proposed", "Observation/" + id, TODAY);
    return new OrgansView(List.copyOf(findings), List.of("Only one side was asked for."));
  }

  private static FindingView organ(String id, Segment part, String seriesUid) {
    return new FindingView(
        id,
        "Observation/" + id,
        part.label(),
        true,
        Optional.empty(),
        List.of(
            new FindingView.Figure("Volume", "1.4 mL", ""),
            new FindingView.Figure("Distance to the tumour", "11.4 mm", "")),
        FindingView.Status.PROPOSED,
        "hippocampus-segmenter 1.0.0",
        Optional.of("b1d7".repeat(16)),
        Optional.empty(),
        List.of("Outlined around the reader's point."),
        Optional.empty(),
        Optional.of(
            new FindingView.KeySlice(
                seriesUid, part.mask().next(0) / part.mask().grid().voxelsPerSlice())),
        AnchorState.PREPARED);
  }

  @Override
  public synchronized StructuresWritten exportStructures(String studyInstanceUid, Path folder)
      throws CairnException {
    fail();
    List<String> names = new ArrayList<>();
    if (segments.stream().anyMatch(s -> s.segment().code().disease())) {
      names.add("segmentation.dcm");
    }
    if (segments.stream().anyMatch(s -> !s.segment().code().disease())) {
      names.addAll(List.of("organs.dcm", "measurements.dcm"));
    }
    if (names.isEmpty()) {
      throw new CairnException(
          CairnException.Kind.REFUSED, "Nothing is outlined in this study yet.");
    }
    names.add("structures.dcm");
    List<Path> files = names.stream().map(folder::resolve).toList();
    if (files.stream().anyMatch(Files::exists)) {
      throw new CairnException(
          CairnException.Kind.REFUSED, "There are such files in that folder; choose another.");
    }
    enter("record exported", "Study/" + studyInstanceUid, TODAY);
    try {
      for (Path file : files) {
        Files.writeString(file, "made up");
      }
    } catch (IOException e) {
      throw new CairnException(
          CairnException.Kind.REFUSED, "The files cannot be written there.", e);
    }
    return new StructuresWritten(files, List.of());
  }

  @Override
  public ModelCare care() {
    return care;
  }

  @Override
  public synchronized void writeReport(String studyInstanceUid, Path target) throws CairnException {
    fail();
    if (findings.isEmpty()) {
      throw new CairnException(
          CairnException.Kind.REFUSED, "This study has no findings yet; analyse it first.");
    }
    try {
      Files.writeString(target, "%PDF-1.4 made up");
    } catch (IOException e) {
      throw new CairnException(CairnException.Kind.REFUSED, "The report cannot be written.", e);
    }
    enter("record exported", "Study/" + studyInstanceUid, TODAY);
  }

  @Override
  public void close() {}

  private void fail() throws CairnException {
    if (behaviour.failure().isPresent()) {
      throw behaviour.failure().get();
    }
  }

  private void pause() {
    LockSupport.parkNanos(behaviour.sliceMillis() * 1_000_000L);
  }
}
