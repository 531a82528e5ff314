package health.cairn.imaging.evaluate;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.Refusal;
import health.cairn.imaging.classify.Judgement;
import health.cairn.imaging.classify.MemberClassifier;
import health.cairn.imaging.classify.SliceSample;
import health.cairn.imaging.classify.VetoingMember;
import health.cairn.imaging.evaluate.leak.PerceptualHash;
import health.cairn.imaging.evaluate.metric.BinaryMask;
import health.cairn.imaging.evaluate.metric.Lattice;
import health.cairn.imaging.inference.InferenceEngine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Runs models over the images of an index, some at a time, so that a data set of any length fits the
/// heap. Each image is answered by the networks that never saw its patient, where there are some.
final class ChengRun {
  private static final int CHUNK = 32;
  private static final long CHUNK_PIXELS = 16_000_000;
  static final int MASK_LEVEL = 127;

  private final InferenceEngine engine;
  private final EvaluatedModels models;
  private final Origins known;
  private final Change change;

  /// What is done to each picture before a model sees it.
  @FunctionalInterface
  interface Change {
    GreyPicture of(ChengIndex.Row row, GreyPicture picture);
  }

  ChengRun(InferenceEngine engine, EvaluatedModels models, Origins known) {
    this(engine, models, known, (row, picture) -> picture);
  }

  ChengRun(InferenceEngine engine, EvaluatedModels models, Origins known, Change change) {
    this.engine = engine;
    this.models = models;
    this.known = known;
    this.change = change;
  }

  /// One image that is read when its turn comes.
  private record Waiting(ChengIndex.Row row, Loading loading) {}

  @FunctionalInterface
  private interface Loading {
    Loaded load() throws ImagingException;
  }

  /// One image with its truth.
  ///
  /// @param mask empty for an image without tumour, or whose outline nobody drew and nobody asks for
  /// @param origins where its patient stands in what the models were trained on
  private record Loaded(
      ChengIndex.Row row,
      GreyPicture image,
      Optional<GreyPicture> mask,
      List<Answerer.Origin> origins) {
    Loaded {
      origins = List.copyOf(origins);
    }
  }

  /// @param free images without tumour
  Scored run(Path dataset, List<ChengIndex.Row> rows, List<PictureOf> free, Progress progress)
      throws ImagingException {
    Scored scored = new Scored();
    List<String> classes = models.classes();
    for (ChengIndex.Row row : rows) {
      if (!classes.isEmpty() && !classes.contains(row.label()) && !row.tumourFree()) {
        throw new ImagingException(
            ImagingException.Kind.REFUSED,
            "The class " + row.label() + " of image " + row.id() + " is not known to the model.");
      }
    }
    List<Waiting> all = new ArrayList<>();
    rows.forEach(row -> all.add(new Waiting(row, () -> load(dataset, row))));
    free.forEach(
        one ->
            all.add(
                new Waiting(
                    one.row(), () -> loaded(one.row(), one.reading().read(), Optional.empty()))));
    List<Loaded> chunk = new ArrayList<>();
    long pixels = 0;
    for (int i = 0; i < all.size(); i++) {
      Waiting next = all.get(i);
      progress.report(PictureMaps.STEP, i, all.size());
      try {
        Loaded one = next.loading().load();
        if (!known.leftOut(models, one.origins())) {
          chunk.add(one);
          pixels += (long) one.image().rows() * one.image().columns();
        }
      } catch (ImagingException e) {
        scored.refused().add(new Refusal(next.row().id(), e.getMessage()));
      }
      if (chunk.size() == CHUNK || pixels > CHUNK_PIXELS) {
        score(chunk, scored);
        chunk.clear();
        pixels = 0;
      }
    }
    score(chunk, scored);
    progress.report(PictureMaps.STEP, all.size(), all.size());
    return scored;
  }

  private Loaded load(Path dataset, ChengIndex.Row row) throws ImagingException {
    GreyPicture image = GreyPicture.read(dataset.resolve("images"), row.id());
    // What only names kinds does not need to be shown where the tumour is.
    if ((row.tumourFree() || !models.judgeOutlines()) && !hasMask(dataset, row)) {
      return loaded(row, image, Optional.empty());
    }
    GreyPicture mask = GreyPicture.read(dataset.resolve("masks"), row.id());
    double stretched =
        mask.rows() * (double) image.columns() / ((double) mask.columns() * image.rows());
    if (stretched < 0.98 || stretched > 1.02) {
      throw new ImagingException(
          ImagingException.Kind.REFUSED,
          "The mask of " + row.id() + " does not have the shape of its image.");
    }
    return loaded(row, image, Optional.of(mask));
  }

  private Loaded loaded(ChengIndex.Row row, GreyPicture image, Optional<GreyPicture> mask) {
    return new Loaded(
        row,
        change.of(row, image),
        mask,
        known.origins(
            row.patient(),
            row.stated(),
            PerceptualHash.of(image.rows(), image.columns(), image::at)));
  }

  private static boolean hasMask(Path dataset, ChengIndex.Row row) {
    return GreyPicture.exists(dataset.resolve("masks"), row.id());
  }

  private void score(List<Loaded> chunk, Scored scored) throws ImagingException {
    if (chunk.isEmpty()) {
      return;
    }
    Optional<PictureOutlines> outliner = models.outlines(engine);
    Optional<Asked<PictureOutlines.OnGrid>> maps =
        outliner.isEmpty() ? Optional.empty() : Optional.of(maps(outliner.get(), chunk));
    Optional<Asked<Judgement>> judgements = judgements(chunk);
    for (int i = 0; i < chunk.size(); i++) {
      Loaded one = chunk.get(i);
      Map<String, String> traits = new LinkedHashMap<>(one.row().traits());
      List<MaskScore> outlines = new ArrayList<>();
      Exposure exposure = Exposure.UNSEEN;
      if (maps.isPresent()) {
        exposure = maps.get().exposure().get(i);
        MaskScore outline =
            outline(outliner.orElseThrow(), one, maps.get().answers().get(i), scored);
        traits.put(
            Traits.SIZE, Traits.sizeOf(outline.overlap().truth(), outline.lattice().cells()));
        outlines.add(outline);
      } else {
        one.mask().ifPresent(m -> traits.put(Traits.SIZE, size(m)));
      }
      List<Double> probabilities = List.of();
      Optional<String> abstention = Optional.empty();
      if (judgements.isPresent()) {
        exposure = exposure.and(judgements.get().exposure().get(i));
        if (models.classes().contains(one.row().label())) {
          Judgement judgement = judgements.get().answers().get(i);
          probabilities = judgement.probabilities().values();
          abstention = abstention(judgement);
        }
      }
      scored
          .cases()
          .add(
              new CaseScore(
                  one.row().id(),
                  one.row().patient(),
                  one.row().fold(),
                  one.row().label(),
                  traits,
                  outlines,
                  probabilities,
                  abstention,
                  exposure));
    }
  }

  private Optional<String> abstention(Judgement judgement) {
    double least = models.classifier().orElseThrow().minimumConfidence();
    return judgement
        .abstention()
        .or(() -> MemberClassifier.unsure(judgement.probabilities(), least));
  }

  private static MaskScore outline(
      PictureOutlines outlines, Loaded one, PictureOutlines.OnGrid map, Scored scored) {
    int rows = one.mask().orElse(one.image()).rows();
    int columns = one.mask().orElse(one.image()).columns();
    Lattice lattice = Lattice.ofPixels(rows, columns);
    BinaryMask truth =
        BinaryMask.of(lattice, at -> one.mask().map(m -> m.at(at) > MASK_LEVEL).orElse(false));
    double[] probability = map.probability(rows, columns);
    return ProbabilityMask.score(
        outlines.label(), lattice, truth, at -> probability[at], outlines.cut(), scored.voxels());
  }

  private static String size(GreyPicture mask) {
    int cells = mask.rows() * mask.columns();
    int inside = 0;
    for (int i = 0; i < cells; i++) {
      inside += mask.at(i) > MASK_LEVEL ? 1 : 0;
    }
    return Traits.sizeOf(inside, cells);
  }

  private static Asked<PictureOutlines.OnGrid> maps(PictureOutlines outlines, List<Loaded> chunk)
      throws ImagingException {
    return Asked.of(
        outlines,
        origins(chunk),
        chunk.stream().map(Loaded::image).toList(),
        (answering, images) -> answering.ask(images));
  }

  /// A classifier that looks at the outline gets what is outlined by networks that never saw the
  /// patient either.
  private Optional<Asked<Judgement>> judgements(List<Loaded> chunk) throws ImagingException {
    if (models.classifier().isEmpty()) {
      return Optional.empty();
    }
    List<SliceSample> samples = chunk.stream().map(l -> l.image().sample()).toList();
    List<Exposure> outlined = Collections.nCopies(chunk.size(), Exposure.UNSEEN);
    if (models.outliner().isPresent()) {
      Asked<SliceSample> regions =
          Asked.of(
              models.outliner().get(),
              origins(chunk),
              samples,
              (outliner, some) -> outliner.outline(some, Progress.NONE));
      samples = regions.answers();
      outlined = regions.exposure();
    }
    Asked<Judgement> asked =
        Asked.of(
            models.classifier().get(),
            origins(chunk),
            samples,
            (member, some) -> new VetoingMember(member).judge(some, Progress.NONE));
    List<Exposure> both = new ArrayList<>();
    for (int i = 0; i < chunk.size(); i++) {
      both.add(asked.exposure().get(i).and(outlined.get(i)));
    }
    return Optional.of(new Asked<>(asked.answers(), both));
  }

  private static List<List<Answerer.Origin>> origins(List<Loaded> chunk) {
    return chunk.stream().map(Loaded::origins).toList();
  }
}
