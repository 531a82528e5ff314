package health.cairn.app.analysis;

import health.cairn.app.analysis.Analysis.Doubt;
import health.cairn.app.analysis.Analysis.Origin;
import health.cairn.app.analysis.Analysis.Outlined;
import health.cairn.app.analysis.Analysis.Reading;
import health.cairn.app.analysis.Analysis.Tumour;
import health.cairn.app.desk.OpenedStudy;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.classify.Classification;
import health.cairn.imaging.classify.HeadCheck;
import health.cairn.imaging.classify.Member;
import health.cairn.imaging.classify.MemberClassifier;
import health.cairn.imaging.classify.Veto;
import health.cairn.imaging.dicom.DicomReader;
import health.cairn.imaging.dicom.SequenceRole;
import health.cairn.imaging.dicom.Study;
import health.cairn.imaging.explain.Explanation;
import health.cairn.imaging.fuse.Classifiers;
import health.cairn.imaging.measure.InPlaneDiameters;
import health.cairn.imaging.segment.Compartments;
import health.cairn.imaging.segment.Evidence;
import health.cairn.imaging.segment.OnnxSegmenter;
import health.cairn.imaging.segment.Segmentation;
import health.cairn.imaging.segment.Segmenter;
import health.cairn.imaging.segment.StructureSegmenter;
import health.cairn.imaging.volume.Mask;
import health.cairn.imaging.volume.Volume;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The second reader: picks the sequences of a study, outlines the tumour on T1 after contrast agent,
/// measures it, and says what kind it probably is. Nothing is stored.
public final class StudyAnalyzer {
  /// The sequences a tumour is read from, the one that is segmented first.
  public static final List<SequenceRole> ROLES = OpenedStudy.READING;

  private final DicomReader reader;
  private final Segmenter segmenter;
  private final Member classifier;
  private final Explainer explainer;
  private final Optional<OnnxSegmenter> wholeTumour;
  private final VolumeStructures structures;
  private final ChosenOnce chosen;

  /// @param classifier says what kind of tumour it is, a model or several that are joined
  /// @param wholeTumour outlines the abnormality on FLAIR, where such a model serves
  /// @param volumes outline what their cards name in whole volumes, each in addition to the others
  /// @param chosen which of these do not serve here, but were chosen for this look
  public StudyAnalyzer(
      DicomReader reader,
      Segmenter segmenter,
      Member classifier,
      Explainer explainer,
      Optional<OnnxSegmenter> wholeTumour,
      List<StructureSegmenter> volumes,
      ChosenOnce chosen) {
    this.reader = reader;
    this.segmenter = segmenter;
    this.classifier = classifier;
    this.explainer = explainer;
    this.wholeTumour = wholeTumour;
    this.structures = new VolumeStructures(volumes, chosen.structures());
    this.chosen = chosen;
  }

  /// Whether everyone who answers is who serves here: only then do answers say how that does over time,
  /// and can be learnt from.
  public boolean asServing() {
    return chosen.nobody();
  }

  /// @param readMs what reading the headers took before
  public Analysis analyze(Study study, long readMs, Progress progress) throws ImagingException {
    List<String> warnings = new ArrayList<>(chosen.sentences());
    Stopwatch watch = new Stopwatch();
    Map<SequenceRole, Reading> sequences =
        SequenceReadings.of(reader, study, roles(), warnings, progress);
    long read = readMs + watch.lap();
    Optional<Reading> target = Optional.ofNullable(sequences.get(SequenceRole.T1C));
    if (target.filter(StudyAnalyzer::hasPlace).isEmpty()) {
      warnings.add(
          target.isEmpty()
              ? "No series was recognised as T1 after contrast agent: nothing was segmented on it"
                  + " or classified."
              : "The T1 series after contrast agent has no known spacing or orientation: nothing"
                  + " was segmented on it, because no size would be right.");
      Optional<Tumour> others = structures.add(Optional.empty(), sequences, warnings, progress);
      Analysis without = Analysis.without(study, sequences, others, warnings, read, watch.lap());
      return target.isEmpty() ? headOrNot(without) : without;
    }
    Tumour tumour = tumour(target.get(), sequences, progress);
    tumour.segmentation().notes().forEach(warnings::add);
    tumour.outlined().stream()
        .flatMap(o -> o.origin().notes().stream())
        .filter(note -> !warnings.contains(note))
        .forEach(warnings::add);
    Optional<Tumour> all = structures.add(Optional.of(tumour), sequences, warnings, progress);
    long segment = watch.lap();
    Volume t1c = target.get().stack().volume();
    Segmentation classified = largest(tumour);
    Listening listening = new Listening(classifier);
    Classification classification =
        new MemberClassifier(listening, Classifiers.secondOpinion(classifier))
            .classify(t1c, classified, progress)
            .saying(chosen.ofKind());
    classification.abstainedBecause().ifPresent(warnings::add);
    long classify = watch.lap();
    return new Analysis(
        study,
        sequences,
        all,
        Optional.of(classification),
        List.of(),
        List.of(),
        listening.heard(),
        warnings,
        new Timings(read, 0, segment, classify, 0, 0, read + segment + classify));
  }

  /// Without a series to classify nothing is said of a tumour, but of what is no head that it is none.
  private Analysis headOrNot(Analysis analysis) {
    Optional<Reading> first = analysis.sequences().values().stream().findFirst();
    return first.filter(StudyAnalyzer::hasPlace).isEmpty()
            || HeadCheck.found(first.get().stack().volume())
        ? analysis
        : analysis.with(Classification.none(Veto.NOT_A_HEAD.sentence(), classifier.ref()));
  }

  /// The same analysis with why its classification says so; as it is where nothing was classified.
  public Analysis explained(Analysis analysis, Progress progress) throws ImagingException {
    Stopwatch watch = new Stopwatch();
    Optional<Segmentation.Found> tumour =
        analysis.tumour().flatMap(found -> largest(found).largest());
    if (tumour.isEmpty() || analysis.classification().isEmpty()) {
      return analysis;
    }
    List<Explanation> explanations =
        explainer.explain(
            analysis.tumour().orElseThrow().reading().stack().volume(),
            tumour.get().segment().mask(),
            analysis.classification().orElseThrow(),
            progress);
    return analysis.with(explanations, analysis.timings().withExplain(watch.lap()));
  }

  private Set<SequenceRole> roles() {
    Set<SequenceRole> roles = new LinkedHashSet<>(ROLES);
    roles.addAll(structures.roles());
    return roles;
  }

  /// The outlines on the series after contrast agent; with a FLAIR model and series, core and whole.
  private Tumour tumour(Reading target, Map<SequenceRole, Reading> sequences, Progress progress)
      throws ImagingException {
    Volume t1c = target.stack().volume();
    Evidence evidence = new Evidence(plainT1(sequences), Optional.empty());
    Optional<Reading> flair =
        Optional.ofNullable(sequences.get(SequenceRole.FLAIR)).filter(StudyAnalyzer::hasPlace);
    if (wholeTumour.isEmpty() || flair.isEmpty()) {
      Segmentation core = segmenter.segment(t1c, evidence, progress);
      Origin origin = origin(core, target, core.notes());
      return new Tumour(
          target,
          core,
          core.found().stream().map(found -> outlined(found, origin)).toList(),
          Doubt.of(core, target).stream().toList());
    }
    Volume onFlair = flair.get().stack().volume();
    Segmentation abnormality = wholeTumour.get().segmentSequences(volumes(sequences), progress);
    Segmentation core =
        segmenter.segment(
            t1c,
            abnormality.largest().map(f -> evidence.with(f.segment().mask())).orElse(evidence),
            progress);
    Compartments both = Compartments.of(t1c.grid(), core, onFlair, abnormality);
    Origin ofCore = origin(core, target, core.notes());
    List<String> notes = new ArrayList<>(abnormality.notes());
    notes.addAll(both.notes());
    Origin ofWhole = origin(abnormality, flair.get(), notes);
    List<Outlined> outlined = new ArrayList<>();
    both.core().ifPresent(found -> outlined.add(outlined(found, ofCore)));
    both.whole().ifPresent(found -> outlined.add(outlined(found, ofWhole)));
    List<Doubt> doubts =
        Stream.of(Doubt.of(core, target), Doubt.of(abnormality, flair.get()))
            .flatMap(Optional::stream)
            .toList();
    return new Tumour(target, core, outlined, doubts);
  }

  private Origin origin(Segmentation by, Reading reading, List<String> notes) {
    List<String> said = new ArrayList<>(notes);
    said.addAll(chosen.outlines());
    return new Origin(by.model(), reading, said);
  }

  /// What the classifier is to look at: the core, or where nothing enhances the whole tumour. Models that
  /// were brought here do not decide that.
  private Segmentation largest(Tumour tumour) {
    Segmentation core = tumour.segmentation();
    if (!core.found().isEmpty()) {
      return core;
    }
    return new Segmentation(
        tumour.outlined().stream()
            .filter(o -> !structures.outlined(o))
            .map(Outlined::found)
            .toList(),
        core.slicesUsed(),
        core.slicesInVolume(),
        core.model(),
        core.notes());
  }

  private static Map<String, Volume> volumes(Map<SequenceRole, Reading> sequences) {
    Map<String, Volume> volumes = new LinkedHashMap<>();
    sequences.forEach(
        (role, reading) -> {
          if (hasPlace(reading)) {
            volumes.put(role.name(), reading.stack().volume());
          }
        });
    return volumes;
  }

  private static boolean hasPlace(Reading reading) {
    return reading.stack().spacingKnown() && reading.stack().orientationKnown();
  }

  /// The T1 before contrast agent, against which uptake is judged: only where it is known to lie in the
  /// same space.
  private static Optional<Volume> plainT1(Map<SequenceRole, Reading> sequences) {
    String frame = frame(sequences.get(SequenceRole.T1C));
    return Optional.ofNullable(sequences.get(SequenceRole.T1))
        .filter(StudyAnalyzer::hasPlace)
        .filter(t1 -> !frame.isEmpty() && frame(t1).equals(frame))
        .map(t1 -> t1.stack().volume());
  }

  private static String frame(@Nullable Reading reading) {
    return reading == null ? "" : reading.stack().volume().grid().frameOfReferenceUid();
  }

  private static Outlined outlined(Segmentation.Found found, Origin origin) {
    Mask mask = found.segment().mask();
    return new Outlined(found, origin, InPlaneDiameters.of(mask), KeyPictures.fullestSlice(mask));
  }

  /// Milliseconds between laps.
  private static final class Stopwatch {
    private long since = System.nanoTime();

    long lap() {
      long now = System.nanoTime();
      long ms = (now - since) / 1_000_000;
      since = now;
      return ms;
    }
  }
}
