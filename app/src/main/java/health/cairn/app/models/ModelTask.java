package health.cairn.app.models;

import health.cairn.imaging.inference.ModelCard;
import health.cairn.imaging.inference.ModelInput;
import health.cairn.imaging.inference.StoredModel;
import java.util.Locale;
import java.util.stream.Collectors;

/// What a model can be chosen for: what its card says it does, on which sequence. Of each task one model
/// serves at a time.
///
/// @param word "classify-t1c", "segment-flair"; for models of volumes with what they outline
///   ("segment-3d-anterior-hippocampus+posterior-hippocampus")
public record ModelTask(String word) {
  public static final ModelTask OUTLINE_T1C = new ModelTask("segment-t1c");
  public static final ModelTask CLASSIFY_T1C = new ModelTask("classify-t1c");
  public static final ModelTask OUTLINE_FLAIR = new ModelTask("segment-flair");

  public static ModelTask of(ModelCard card) {
    String verb = card.task().word();
    if (card.input() instanceof ModelInput.Slices slices) {
      return new ModelTask(verb + "-" + lower(slices.channels().getFirst().sequence()));
    }
    String what =
        switch (card.task()) {
          case ModelCard.Segment segment ->
              segment.structures().stream()
                  .map(s -> lower(s.label()).replace(' ', '-'))
                  .collect(Collectors.joining("+"));
          case ModelCard.Classify classify -> lower(String.join("+", classify.classes()));
        };
    return new ModelTask(verb + "-3d-" + what);
  }

  /// Whether it is to outline something in volumes.
  public boolean ofVolumes() {
    return word.startsWith("segment-3d-");
  }

  public static ModelTask of(StoredModel model) {
    return of(model.card());
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
