package health.cairn.imaging.evaluate.site;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.Refusal;
import health.cairn.imaging.classify.Outliner;
import health.cairn.imaging.dicom.DicomReader;
import health.cairn.imaging.dicom.ReadResult;
import health.cairn.imaging.dicom.ScanDetails;
import health.cairn.imaging.dicom.SequenceRole;
import health.cairn.imaging.dicom.Series;
import health.cairn.imaging.dicom.SeriesVolumes.Stack;
import health.cairn.imaging.dicom.Study;
import health.cairn.imaging.evaluate.ExampleSet.Example;
import health.cairn.imaging.evaluate.ExampleSlice;
import health.cairn.imaging.evaluate.ExampleTraits;
import health.cairn.imaging.evaluate.ExampleWriter;
import health.cairn.imaging.evaluate.site.PersonOutlines.Outlined;
import health.cairn.imaging.fuse.TumourClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A hospital's own labelled studies (DICOM) as a data set of the Cheng layout. The truth is what a person outlined
/// on T1 after contrast agent, and the kinds that [NamedKinds] holds. Patients have random pseudonyms there, which
/// nothing leads back from; what is known of them and their scanner goes along as [ExampleTraits].
public final class DicomCases {
  private static final String SET = "site-dicom";
  private static final String STEP = "Reading the site's cases";

  /// Slices of one study at most: more of them say little more of a patient.
  private static final int MOST_SLICES = 24;

  private static final int PSEUDONYM_BYTES = 16;

  /// What the models to be judged need to be told.
  ///
  /// @param outlines whether they outline
  /// @param kinds that they know; none where they name none
  /// @param finder shows where a tumour is of which only the kind is known
  public record Wanted(boolean outlines, Set<String> kinds, Optional<Outliner> finder) {
    public Wanted {
      kinds = Set.copyOf(kinds);
    }
  }

  /// @param dataset of the Cheng layout, in the scratch folder
  /// @param studies that were found
  /// @param taken of these
  /// @param leftOut by file, with the reason
  public record Prepared(Path dataset, int studies, int taken, List<Refusal> leftOut) {
    public Prepared {
      leftOut = List.copyOf(leftOut);
    }
  }

  private final Wanted wanted;
  private final Progress progress;
  private final DicomReader reader = new DicomReader();
  private final SecureRandom random = new SecureRandom();
  private final Map<String, String> pseudonyms = new HashMap<>();
  private final List<Refusal> leftOut = new ArrayList<>();

  private DicomCases(Wanted wanted, Progress progress) {
    this.wanted = wanted;
    this.progress = progress;
  }

  /// Blocks. Holds the pixels of one series at a time.
  ///
  /// @param folder searched through for DICOM files, also in ZIP archives; `kinds.csv` lies in it itself
  /// @param scratch belongs to the caller, who destroys it: pictures of patients lie there
  /// @throws ImagingException `REFUSED` where there are no studies, no truth of the kind that is wanted, or not one
  ///   study can be taken; `ENVIRONMENT` where the scratch folder cannot be written
  /// @throws java.util.concurrent.CancellationException when `progress` says so
  public static Prepared prepare(Path folder, Wanted wanted, Path scratch, Progress progress)
      throws ImagingException {
    return new DicomCases(wanted, progress).prepare(folder, scratch);
  }

  private Prepared prepare(Path folder, Path scratch) throws ImagingException {
    Optional<NamedKinds> kinds = NamedKinds.in(folder);
    ReadResult read = reader.read(List.of(folder), made(scratch.resolve("unpacked")), progress);
    String named = folder.resolve(NamedKinds.FILE).toString();
    read.refused().stream().filter(r -> !r.path().equals(named)).forEach(leftOut::add);
    kinds.ifPresent(k -> leftOut.addAll(k.refused()));
    requireTruth(read, kinds, folder);
    Path dataset = made(scratch.resolve(SET));
    int before = leftOut.size();
    int taken = 0;
    try (ExampleWriter writer = new ExampleWriter(dataset, SET)) {
      for (int i = 0; i < read.studies().size(); i++) {
        progress.report(STEP, i, read.studies().size());
        List<Example> examples = examples(read.studies().get(i), kinds);
        for (Example example : examples) {
          writer.add(example);
        }
        taken += examples.isEmpty() ? 0 : 1;
      }
    }
    if (taken == 0) {
      Refusal first = leftOut.get(before);
      throw new ImagingException(
          ImagingException.Kind.REFUSED,
          "Not one study in %s can be judged; the first: %s %s."
              .formatted(folder, first.path(), first.reason()));
    }
    return new Prepared(dataset, read.studies().size(), taken, leftOut);
  }

  private void requireTruth(ReadResult read, Optional<NamedKinds> kinds, Path folder)
      throws ImagingException {
    String lacking = "";
    if (read.studies().isEmpty()) {
      lacking = "holds neither a data set of a known layout nor studies (DICOM)";
    } else if (!wanted.kinds().isEmpty() && kinds.isEmpty()) {
      lacking =
          "holds studies without a kinds.csv (columns patient and kind), so only a model that outlines can be tried on it";
    } else if (wanted.outlines()
        && read.studies().stream()
            .flatMap(study -> study.series().stream())
            .noneMatch(series -> series.modality().equals(PersonOutlines.MODALITY))) {
      lacking =
          "holds studies without outlines (DICOM Segmentation), so only a model that names kinds can be tried on it";
    }
    if (!lacking.isEmpty()) {
      throw new ImagingException(ImagingException.Kind.REFUSED, folder + " " + lacking + ".");
    }
  }

  /// None where the study is left out.
  private List<Example> examples(Study study, Optional<NamedKinds> kinds) throws ImagingException {
    List<Refusal> problems = new ArrayList<>();
    try {
      return labelled(study, kinds, problems);
    } catch (ImagingException e) {
      Refusal refusal =
          leftOut(study.series().getFirst().instances().getFirst().source().name(), e);
      // What is wrong with its outline says why already.
      if (!(e instanceof NoOutline) || problems.isEmpty()) {
        problems.add(refusal);
      }
      return List.of();
    } finally {
      leftOut.addAll(problems);
    }
  }

  private List<Example> labelled(Study study, Optional<NamedKinds> kinds, List<Refusal> problems)
      throws ImagingException {
    if (study.patient().patientId().isBlank()) {
      throw refused("is of a study without a Patient ID: whose it is cannot be told");
    }
    if (afterContrast(study).isEmpty()) {
      throw refused("is of a study without a series of T1 after contrast agent");
    }
    Optional<TumourClass> kind = kinds.flatMap(k -> k.of(study.patient().patientId().strip()));
    requireKind(kind);
    Optional<Outlined> outlined = new PersonOutlines(reader, progress).of(study, problems);
    if (kind.filter(TumourClass.NONE::equals).isPresent()) {
      return ofAHead(study, outlined);
    }
    String label = kind.map(TumourClass::word).orElse("tumour");
    if (outlined.isPresent()) {
      Outlined truth = outlined.get();
      List<ExampleSlice> touched = ExampleSlice.of(truth.stack().volume(), truth.mask());
      return examples(study, truth.series(), truth.stack(), label, touched);
    }
    if (wanted.outlines() || wanted.finder().isEmpty()) {
      throw new NoOutline(
          "is of a study without an outline (DICOM Segmentation) that a person drew");
    }
    return ofATumour(study, label, wanted.finder().get());
  }

  private void requireKind(Optional<TumourClass> kind) throws ImagingException {
    if (!wanted.kinds().isEmpty() && kind.isEmpty()) {
      throw refused("is of a patient of whom kinds.csv names no kind, or two");
    }
    if (!wanted.kinds().isEmpty() && !wanted.kinds().contains(kind.orElseThrow().word())) {
      throw refused("is of a patient whose kind the model does not know");
    }
  }

  private List<Example> ofAHead(Study study, Optional<Outlined> outlined) throws ImagingException {
    if (outlined.isPresent()) {
      throw refused("is of a study with an outline, of a patient who has no tumour by kinds.csv");
    }
    if (wanted.kinds().isEmpty()) {
      throw refused("is of a patient without a tumour, so that there is nothing to outline");
    }
    Series series = afterContrast(study).getFirst();
    Stack stack = stack(series);
    return examples(
        study,
        series,
        stack,
        TumourClass.NONE.word(),
        ExampleSlice.of(stack.volume(), ShownSlices.ofAHead(stack.volume())));
  }

  private List<Example> ofATumour(Study study, String label, Outliner finder)
      throws ImagingException {
    Series series = afterContrast(study).getFirst();
    Stack stack = stack(series);
    List<Integer> slices =
        ShownSlices.evenly(ShownSlices.ofATumour(stack.volume(), finder, progress), MOST_SLICES);
    return examples(study, series, stack, label, ExampleSlice.of(stack.volume(), slices));
  }

  private List<Example> examples(
      Study study, Series series, Stack stack, String label, List<ExampleSlice> slices)
      throws ImagingException {
    if (slices.isEmpty()) {
      throw refused("is of a study in which no slice shows what it is labelled with");
    }
    String pseudonym =
        pseudonyms.computeIfAbsent(study.patient().patientId().strip(), id -> pseudonym());
    ExampleTraits traits =
        ExampleTraits.of(
            ScanDetails.of(series.instances().getFirst()),
            stack.orientationKnown()
                ? Optional.of(stack.volume().grid().affine())
                : Optional.empty());
    return ShownSlices.evenly(slices, MOST_SLICES).stream()
        .map(slice -> new Example(pseudonym, label, traits, slice))
        .toList();
  }

  private Stack stack(Series series) throws ImagingException {
    return reader.volumes(series, progress).stacks().stream()
        .filter(Stack::spacingKnown)
        .findFirst()
        .orElseThrow(() -> refused("is of a study whose pixels have no known size"));
  }

  private String pseudonym() {
    byte[] bytes = new byte[PSEUDONYM_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static Path made(Path folder) throws ImagingException {
    try {
      return Files.createDirectory(folder);
    } catch (IOException e) {
      throw new ImagingException(
          ImagingException.Kind.ENVIRONMENT, "The folder " + folder + " cannot be made.", e);
    }
  }

  /// Series that show T1 after contrast agent, the one with most images first.
  static List<Series> afterContrast(Study study) {
    return study.series().stream()
        .filter(series -> series.role() == SequenceRole.T1C)
        .sorted((a, b) -> Integer.compare(b.instances().size(), a.instances().size()))
        .toList();
  }

  /// @param reason a clause that follows the file's name
  static ImagingException refused(String reason) {
    return new ImagingException(ImagingException.Kind.REFUSED, reason);
  }

  /// @throws ImagingException the same, where it is no matter of this file
  static Refusal leftOut(String file, ImagingException e) throws ImagingException {
    if (e.kind() != ImagingException.Kind.REFUSED) {
      throw e;
    }
    return new Refusal(file, e.getMessage());
  }

  /// A study that lacks an outline, which its Segmentations may say more of.
  private static final class NoOutline extends ImagingException {
    NoOutline(String reason) {
      super(ImagingException.Kind.REFUSED, reason);
    }
  }
}
