package health.cairn.imaging.evaluate;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.inference.ModelCard;
import health.cairn.imaging.inference.ModelInput;
import health.cairn.imaging.inference.StoredModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The models that an evaluation judges: one that outlines, one that classifies, or both.
public record EvaluatedModels(Optional<StoredModel> segmenter, Optional<StoredModel> classifier) {

  public static EvaluatedModels of(StoredModel segmenter, StoredModel classifier) {
    return new EvaluatedModels(Optional.of(segmenter), Optional.of(classifier));
  }

  /// Those of the installed models that suit the data set: the first of each kind, or those named.
  ///
  /// @param named names of models, at most one of each kind; empty for the first that suit
  /// @throws ImagingException `REFUSED` when none suits or a named one does not
  public static EvaluatedModels choose(
      List<StoredModel> installed, Layout layout, List<String> named) throws ImagingException {
    Optional<StoredModel> segmenter = Optional.empty();
    Optional<StoredModel> classifier = Optional.empty();
    List<StoredModel> suiting = suiting(installed, layout);
    for (String name : named) {
      StoredModel model =
          suiting.stream()
              .filter(m -> m.card().name().equals(name))
              .findFirst()
              .orElseThrow(
                  () ->
                      new ImagingException(
                          ImagingException.Kind.REFUSED,
                          "There is no model "
                              + name
                              + " that can be judged on a data set of the layout "
                              + layout.word()
                              + "."));
      if (outlines(model)) {
        segmenter = Optional.of(model);
      } else {
        classifier = Optional.of(model);
      }
    }
    if (named.isEmpty()) {
      segmenter = suiting.stream().filter(EvaluatedModels::outlines).findFirst();
      classifier = suiting.stream().filter(m -> !outlines(m)).findFirst();
    }
    if (segmenter.isEmpty() && classifier.isEmpty()) {
      throw new ImagingException(
          ImagingException.Kind.REFUSED,
          "No installed model can be judged on a data set of the layout " + layout.word() + ".");
    }
    return new EvaluatedModels(segmenter, classifier);
  }

  /// The installed models whose input and answer the layout has.
  public static List<StoredModel> suiting(List<StoredModel> installed, Layout layout) {
    Predicate<StoredModel> suits =
        switch (layout) {
          case CHENG_T1CE -> EvaluatedModels::takesOneSlice;
          case LGG_FLAIR -> m -> outlines(m) && takesFlair(m);
          case HIPPOCAMPUS -> m -> outlines(m) && m.card().input() instanceof ModelInput.Patches;
        };
    return installed.stream().filter(suits).toList();
  }

  private static boolean outlines(StoredModel model) {
    return model.card().task() instanceof ModelCard.Segment;
  }

  private static boolean takesOneSlice(StoredModel model) {
    boolean oneStructure =
        !(model.card().task() instanceof ModelCard.Segment segment)
            || (segment.labels().size() == 1 && !segment.scores().exclusive());
    return oneStructure
        && model.card().input() instanceof ModelInput.Slices slices
        && slices.isSingle()
        && slices.sequences().equals(List.of("T1C"));
  }

  private static boolean takesFlair(StoredModel model) {
    return model.card().input() instanceof ModelInput.Slices slices
        && slices.sequences().contains("FLAIR")
        && List.of("FLAIR", "T1", "T1C").containsAll(slices.sequences());
  }

  /// Class names of the classifier; none when there is none.
  List<String> classes() {
    return classifier.map(m -> ((ModelCard.Classify) m.card().task()).classes()).orElse(List.of());
  }

  List<StoredModel> all() {
    List<StoredModel> all = new ArrayList<>();
    segmenter.ifPresent(all::add);
    classifier.ifPresent(all::add);
    return List.copyOf(all);
  }
}
