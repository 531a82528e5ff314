package health.cairn.imaging.evaluate;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.Refusal;
import health.cairn.imaging.classify.Judgement;
import health.cairn.imaging.classify.SliceSample;
import health.cairn.imaging.evaluate.leak.PerceptualHash;
import health.cairn.imaging.evaluate.metric.BinaryMask;
import health.cairn.imaging.evaluate.metric.Lattice;
import health.cairn.imaging.inference.InferenceEngine;
import health.cairn.imaging.inference.ModelCard;
import health.cairn.imaging.inference.SliceInput;
import health.cairn.imaging.inference.StoredModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
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

  ChengRun(InferenceEngine engine, EvaluatedModels models, Origins known) {
    this.engine = engine;
    this.models = models;
    this.known = known;
  }

  /// One image with its truth.
  ///
  /// @param mask empty for an image without tumour
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

  /// @param free folder of images without tumour; each counts as a patient of its own
  Scored run(Path dataset, List<ChengIndex.Row> rows, Optional<Path> free, Progress progress)
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
    List<ChengIndex.Row> all = new ArrayList<>(rows);
    Map<ChengIndex.Row, Path> files = new HashMap<>();
    if (free.isPresent()) {
      for (Path file : TumourFree.list(free.get())) {
        ChengIndex.Row row = TumourFree.row(file);
        files.put(row, file);
        all.add(row);
      }
    }
    List<Loaded> chunk = new ArrayList<>();
    long pixels = 0;
    for (int i = 0; i < all.size(); i++) {
      ChengIndex.Row row = all.get(i);
      progress.report(PictureMaps.STEP, i, all.size());
      try {
        Loaded one = load(dataset, row, Optional.ofNullable(files.get(row)));
        if (!known.leftOut(models, one.origins())) {
          chunk.add(one);
          pixels += (long) one.image().rows() * one.image().columns();
        }
      } catch (ImagingException e) {
        scored.refused().add(new Refusal(row.id(), e.getMessage()));
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

  private Loaded load(Path dataset, ChengIndex.Row row, Optional<Path> file)
      throws ImagingException {
    if (file.isPresent()) {
      return loaded(row, GreyPicture.read(file.get()), Optional.empty());
    }
    GreyPicture image = GreyPicture.read(dataset.resolve("images"), row.id());
    if (row.tumourFree() && !hasMask(dataset, row)) {
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
        image,
        mask,
        known.origins(
            row.patient(),
            row.fold(),
            PerceptualHash.of(image.rows(), image.columns(), image::at)));
  }

  private static boolean hasMask(Path dataset, ChengIndex.Row row) {
    return GreyPicture.exists(dataset.resolve("masks"), row.id());
  }

  private void score(List<Loaded> chunk, Scored scored) throws ImagingException {
    if (chunk.isEmpty()) {
      return;
    }
    Optional<Asked<double[]>> maps = maps(chunk);
    Optional<Asked<Judgement>> judgements = judgements(chunk);
    for (int i = 0; i < chunk.size(); i++) {
      Loaded one = chunk.get(i);
      Map<String, String> traits = new LinkedHashMap<>(one.row().traits());
      List<MaskScore> outlines = new ArrayList<>();
      Exposure exposure = Exposure.UNSEEN;
      if (maps.isPresent()) {
        exposure = maps.get().exposure().get(i);
        MaskScore outline =
            outline(models.segmenter().orElseThrow(), one, maps.get().answers().get(i), scored);
        traits.put(
            Traits.SIZE, Traits.sizeOf(outline.overlap().truth(), outline.lattice().cells()));
        outlines.add(outline);
      } else {
        one.mask().ifPresent(m -> traits.put(Traits.SIZE, size(m)));
      }
      List<Double> probabilities = List.of();
      if (judgements.isPresent()) {
        exposure = exposure.and(judgements.get().exposure().get(i));
        probabilities =
            models.classes().contains(one.row().label())
                ? judgements.get().answers().get(i).probabilities().values()
                : List.of();
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
                  exposure));
    }
  }

  private static MaskScore outline(StoredModel segmenter, Loaded one, double[] map, Scored scored)
      throws ImagingException {
    ModelCard.Segment task = PictureMaps.oneStructure(segmenter);
    int rows = one.mask().orElse(one.image()).rows();
    int columns = one.mask().orElse(one.image()).columns();
    Lattice lattice = Lattice.ofPixels(rows, columns);
    BinaryMask truth =
        BinaryMask.of(lattice, at -> one.mask().map(m -> m.at(at) > MASK_LEVEL).orElse(false));
    // The card: without spacing, the mask's own rows and columns are the source grid.
    double[] probability =
        SliceInput.ofPicture(segmenter.card().slices(), rows, columns)
            .toSource(PictureMaps.probability(task, map));
    return ProbabilityMask.score(
        task.labels().getFirst(),
        lattice,
        truth,
        at -> probability[at],
        task.threshold(),
        scored.voxels());
  }

  private static String size(GreyPicture mask) {
    int cells = mask.rows() * mask.columns();
    int inside = 0;
    for (int i = 0; i < cells; i++) {
      inside += mask.at(i) > MASK_LEVEL ? 1 : 0;
    }
    return Traits.sizeOf(inside, cells);
  }

  private Optional<Asked<double[]>> maps(List<Loaded> chunk) throws ImagingException {
    return models.segmenter().isEmpty()
        ? Optional.empty()
        : Optional.of(
            Asked.of(
                models.segmenter().get(),
                origins(chunk),
                chunk.stream().map(Loaded::image).toList(),
                (model, images) ->
                    PictureMaps.answers(
                        engine, model, new PictureMaps.Pictures(images, model.card().slices()))));
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
            (member, some) -> member.judge(some, Progress.NONE));
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
