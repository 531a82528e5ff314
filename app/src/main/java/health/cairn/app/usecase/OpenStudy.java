package health.cairn.app.usecase;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.analysis.StudyAnalyzer;
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
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Mask;
import health.cairn.imaging.volume.Resampler;
import health.cairn.imaging.volume.Segment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Puts a study on the screen: pixels of its image series, segments, findings. Leaves an access entry.
public final class OpenStudy {
  /// Samples (of two bytes) that an opened study may hold; series beyond it stay closed, and say so.
  static final long MAX_SAMPLES = 180_000_000L;

  private final Database database;
  private final ObjectStore objects;
  private final DeskJournal journal;
  private final DicomReader reader;
  private final ListFindings listFindings;

  public OpenStudy(
      Database database,
      ObjectStore objects,
      DeskJournal journal,
      DicomReader reader,
      ListFindings listFindings) {
    this.database = database;
    this.objects = objects;
    this.journal = journal;
    this.reader = reader;
    this.listFindings = listFindings;
  }

  public OpenedStudy run(String studyInstanceUid, Progress progress) throws CairnException {
    Study study =
        database
            .read(c -> new StudyCatalogue(c, objects).study(studyInstanceUid))
            .orElseThrow(
                () ->
                    new CairnException(
                        CairnException.Kind.REFUSED, "There is no such study here."));
    PatientHeader patient =
        database.read(
            c -> {
              String key = new StudyCatalogue(c, objects).patientOf(studyInstanceUid).orElseThrow();
              return new PatientIndex(c).byKey(key).orElseThrow();
            });
    journal.access("opened in the viewer", "Study/" + studyInstanceUid, patient.patientKey());
    try {
      Map<String, Stack> firstStacks = new LinkedHashMap<>();
      List<ViewerSeries> series = series(study, firstStacks, progress);
      return new OpenedStudy(
          patient,
          studyInstanceUid,
          study.description(),
          study.when(),
          series,
          segments(study, firstStacks),
          listFindings.run(studyInstanceUid));
    } catch (ImagingException e) {
      throw Failures.of(e);
    }
  }

  private List<ViewerSeries> series(Study study, Map<String, Stack> firstStacks, Progress progress)
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
        firstStacks.putIfAbsent(series.seriesInstanceUid(), stack);
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
        description,
        series.role(),
        series.roleReason(),
        stack.volume(),
        stack.spacingKnown(),
        stack.orientationKnown(),
        issues.stream().distinct().toList());
  }

  private static List<Series> inReadingOrder(Study study) {
    return study.series().stream()
        .sorted(
            Comparator.comparingInt(
                    (Series s) -> {
                      int at = StudyAnalyzer.ROLES.indexOf(s.role());
                      return at < 0 ? StudyAnalyzer.ROLES.size() : at;
                    })
                .thenComparingInt(Series::number))
        .toList();
  }

  /// Segments that findings refer to, on the grid of the series they were drawn on.
  private List<SegmentView> segments(Study study, Map<String, Stack> stacks)
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
        read(object.get(), link, study, stacks).ifPresent(views::add);
      }
    }
    return views;
  }

  private static Optional<SegmentView> read(
      Instance object, Link link, Study study, Map<String, Stack> stacks) throws ImagingException {
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
    if (index >= read.segments().size() || source.isEmpty() || !stacks.containsKey(source.get())) {
      return Optional.empty();
    }
    Segment found = read.segments().get(index);
    Grid grid = stacks.get(source.get()).volume().grid();
    Mask onGrid = Resampler.resample(found.mask(), grid);
    return Optional.of(
        new SegmentView(
            source.get(), link.reference(), new Segment(found.label(), found.code(), onGrid)));
  }
}
