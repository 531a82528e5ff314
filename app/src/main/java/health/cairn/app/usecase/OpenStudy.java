package health.cairn.app.usecase;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.access.Action;
import health.cairn.app.desk.FindingView;
import health.cairn.app.desk.OpenedStudy;
import health.cairn.app.desk.OpenedStudy.SegmentView;
import health.cairn.app.desk.OpenedStudy.ViewerSeries;
import health.cairn.app.desk.PatientHeader;
import health.cairn.app.store.Database;
import health.cairn.app.store.FindingLinks;
import health.cairn.app.store.FindingLinks.Link;
import health.cairn.app.store.ObjectStore;
import health.cairn.app.store.PatientIndex;
import health.cairn.app.store.StudyCatalogue;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.dicom.DicomReader;
import health.cairn.imaging.dicom.Instance;
import health.cairn.imaging.dicom.SegReader;
import health.cairn.imaging.dicom.Segmentation;
import health.cairn.imaging.dicom.Series;
import health.cairn.imaging.dicom.SeriesVolumes;
import health.cairn.imaging.dicom.SeriesVolumes.Stack;
import health.cairn.imaging.dicom.Study;
import health.cairn.imaging.render.WindowLevel;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Mask;
import health.cairn.imaging.volume.Resampler;
import health.cairn.imaging.volume.Segment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Puts a study on the screen: pixels of its image series, segments, findings.
public final class OpenStudy {
  /// Samples (of two bytes) that an opened study may hold; series beyond it stay closed, and say so.
  static final long MAX_SAMPLES = 180_000_000L;

  private final Database database;
  private final ObjectStore objects;
  private final Gate gate;
  private final DicomReader reader;
  private final ListFindings listFindings;

  /// Studies somebody has opened, with the grids their series lie on: by study, then by series.
  private final Map<String, Map<String, Grid>> opened = new ConcurrentHashMap<>();

  public OpenStudy(
      Database database,
      ObjectStore objects,
      Gate gate,
      DicomReader reader,
      ListFindings listFindings) {
    this.database = database;
    this.objects = objects;
    this.gate = gate;
    this.reader = reader;
    this.listFindings = listFindings;
  }

  /// Opens a study for somebody to look at. Leaves an access entry, before anything is read.
  public OpenedStudy run(String studyInstanceUid, Progress progress) throws CairnException {
    study(studyInstanceUid);
    gate.access(
        Action.LOOK_AT_IMAGES,
        "opened in the viewer",
        "Study/" + studyInstanceUid,
        patient(studyInstanceUid).patientKey());
    OpenedStudy study = read(studyInstanceUid, progress);
    Map<String, Grid> grids = new HashMap<>();
    study.series().forEach(s -> grids.putIfAbsent(s.seriesInstanceUid(), s.volume().grid()));
    opened.put(studyInstanceUid, Map.copyOf(grids));
    return study;
  }

  /// The same without an entry, for a use case that leaves its own.
  OpenedStudy read(String studyInstanceUid, Progress progress) throws CairnException {
    Study study = study(studyInstanceUid);
    try {
      Map<String, Grid> grids = new HashMap<>();
      List<ViewerSeries> series = series(study, grids, progress);
      List<SegmentView> segments = segments(study, grids);
      List<FindingView> findings = listFindings.run(studyInstanceUid);
      return new OpenedStudy(
          patient(studyInstanceUid),
          studyInstanceUid,
          study.description(),
          study.when(),
          series,
          segments,
          findings);
    } catch (ImagingException e) {
      throw Failures.of(e);
    }
  }

  /// What analyses have outlined in a study that was opened before: no pixels are read again.
  /// Whoever calls asks the gate, for which the entry of the opening stands for a while.
  ///
  /// @throws CairnException REFUSED for a study that was not opened here
  public List<SegmentView> outlines(String studyInstanceUid) throws CairnException {
    Map<String, Grid> grids = opened.get(studyInstanceUid);
    if (grids == null) {
      throw new CairnException(
          CairnException.Kind.REFUSED,
          "This study is not open; open it to see what was outlined in it.");
    }
    try {
      return segments(study(studyInstanceUid), grids);
    } catch (ImagingException e) {
      throw Failures.of(e);
    }
  }

  /// The grid that a series of a study lies on, where somebody has opened it.
  public Optional<Grid> grid(String studyInstanceUid, String seriesInstanceUid) {
    return Optional.ofNullable(opened.get(studyInstanceUid))
        .flatMap(grids -> Optional.ofNullable(grids.get(seriesInstanceUid)));
  }

  private Study study(String studyInstanceUid) throws CairnException {
    return database
        .read(c -> new StudyCatalogue(c, objects).study(studyInstanceUid))
        .orElseThrow(
            () -> new CairnException(CairnException.Kind.REFUSED, "There is no such study here."));
  }

  private PatientHeader patient(String studyInstanceUid) throws CairnException {
    return database.read(
        c -> {
          String key = new StudyCatalogue(c, objects).patientOf(studyInstanceUid).orElseThrow();
          return new PatientIndex(c).byKey(key).orElseThrow();
        });
  }

  private List<ViewerSeries> series(Study study, Map<String, Grid> grids, Progress progress)
      throws ImagingException {
    List<ViewerSeries> shown = new ArrayList<>();
    long samples = 0;
    for (Series series : inReadingOrder(study)) {
      if (series.instances().stream().noneMatch(i -> i.frames() > 0)
          || series.modality().equals("SEG")
          || samples > MAX_SAMPLES) {
        continue;
      }
      SeriesVolumes volumes = reader.volumes(series, progress);
      for (Stack stack : volumes.stacks()) {
        samples += stack.volume().grid().voxels();
        grids.putIfAbsent(series.seriesInstanceUid(), stack.volume().grid());
        shown.add(viewed(series, volumes, stack));
      }
    }
    return shown;
  }

  private static ViewerSeries viewed(Series series, SeriesVolumes volumes, Stack stack) {
    List<String> issues = new ArrayList<>(series.issues());
    issues.addAll(volumes.issues());
    issues.addAll(stack.issues());
    String description =
        stack.label().isEmpty()
            ? series.description()
            : series.description() + " (" + stack.label() + ")";
    return new ViewerSeries(
        series.seriesInstanceUid(),
        series.number(),
        description,
        series.role(),
        series.roleReason(),
        stack.window().map(w -> new WindowLevel(w.width(), w.center())),
        stack.volume(),
        stack.spacingKnown(),
        stack.orientationKnown(),
        issues.stream().distinct().toList());
  }

  private static List<Series> inReadingOrder(Study study) {
    return study.series().stream()
        .sorted(
            Comparator.comparingInt((Series s) -> OpenedStudy.place(s.role()))
                .thenComparingInt(Series::number))
        .toList();
  }

  /// Segments that findings refer to, on the grid of the series they were drawn on.
  private List<SegmentView> segments(Study study, Map<String, Grid> grids)
      throws ImagingException, CairnException {
    List<Link> links = database.read(c -> new FindingLinks(c).ofStudy(study.studyInstanceUid()));
    List<SegmentView> views = new ArrayList<>();
    for (Link link : links) {
      if (link.segment().isEmpty()) {
        continue;
      }
      Optional<Instance> object =
          study.series().stream()
              .flatMap(s -> s.instances().stream())
              .filter(i -> i.sopInstanceUid().equals(link.segment().get().segSopInstanceUid()))
              .findFirst();
      if (object.isPresent()) {
        read(object.get(), link, study, grids).ifPresent(views::add);
      }
    }
    return views;
  }

  private static Optional<SegmentView> read(
      Instance object, Link link, Study study, Map<String, Grid> grids) throws ImagingException {
    Segmentation read = new SegReader().read(object.source());
    int index = link.segment().orElseThrow().number() - 1;
    Optional<String> source =
        study.series().stream()
            .filter(
                s ->
                    s.instances().stream()
                        .anyMatch(i -> read.sourceInstanceUids().contains(i.sopInstanceUid())))
            .map(Series::seriesInstanceUid)
            .findFirst();
    if (index >= read.segments().size() || source.isEmpty() || !grids.containsKey(source.get())) {
      return Optional.empty();
    }
    Segment found = read.segments().get(index);
    Grid grid = grids.get(source.get());
    Mask onGrid = Resampler.resample(found.mask(), grid);
    return Optional.of(
        new SegmentView(
            source.get(), link.reference(), new Segment(found.label(), found.code(), onGrid)));
  }
}
