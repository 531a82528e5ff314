package health.cairn.imaging.evaluate;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.inference.AnswerSink;
import health.cairn.imaging.inference.ImageSource;
import health.cairn.imaging.inference.InferenceEngine;
import health.cairn.imaging.inference.ModelCard;
import health.cairn.imaging.inference.ModelInput;
import health.cairn.imaging.inference.SliceInput;
import health.cairn.imaging.inference.StoredModel;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/// Runs models over pictures.
final class PictureMaps {
  static final String STEP = "Evaluating";

  private PictureMaps() {}

  /// What the model answers to each image, as its graph says it.
  static List<double[]> answers(InferenceEngine engine, StoredModel model, ImageSource images)
      throws ImagingException {
    List<double[]> answers = new ArrayList<>();
    AnswerSink sink =
        (index, values) -> {
          double[] copy = new double[values.remaining()];
          for (int k = 0; k < copy.length; k++) {
            copy[k] = values.get(k);
          }
          answers.add(copy);
        };
    engine.run(model, images, sink, STEP, Progress.NONE);
    return answers;
  }

  /// One structure's probability from an answer; logits become probabilities.
  static double[] probability(ModelCard.Segment task, double[] answer) {
    if (task.scores() == ModelCard.Scores.SIGMOID) {
      for (int i = 0; i < answer.length; i++) {
        answer[i] = 1 / (1 + Math.exp(-answer[i]));
      }
    }
    return answer;
  }

  /// The task of a model that outlines one thing in slices.
  ///
  /// @throws ImagingException `REFUSED` for another one
  static ModelCard.Segment oneStructure(StoredModel model) throws ImagingException {
    if (model.card().task() instanceof ModelCard.Segment segment
        && segment.labels().size() == 1
        && !segment.scores().exclusive()
        && model.card().input() instanceof ModelInput.Slices) {
      return segment;
    }
    throw new ImagingException(
        ImagingException.Kind.REFUSED,
        "The model " + model.card().name() + " does not outline one thing in slices.");
  }

  /// Single pictures as images of one channel.
  record Pictures(List<GreyPicture> images, ModelInput.Slices input) implements ImageSource {
    @Override
    public int count() {
      return images.size();
    }

    @Override
    public void write(int index, FloatBuffer target) {
      GreyPicture image = images.get(index);
      SliceInput.ofPicture(input, image.rows(), image.columns()).write(image.wide(), target);
    }
  }
}
