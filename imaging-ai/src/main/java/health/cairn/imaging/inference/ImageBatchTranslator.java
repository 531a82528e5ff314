package health.cairn.imaging.inference;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.Batchifier;
import ai.djl.translate.TranslateException;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Hands a batch to the network as its one input tensor, and each image's answer on. Tensors belong
/// to the context's manager and are freed when the prediction ends.
final class ImageBatchTranslator implements Translator<ImageBatch, Integer> {
  private static final String BATCH = "batch";

  private final ModelCard card;
  private final List<String> inputs;

  /// @param inputs names of the graph's inputs, in its order
  ImageBatchTranslator(ModelCard card, List<String> inputs) {
    this.card = card;
    this.inputs = List.copyOf(inputs);
  }

  @Override
  public @Nullable Batchifier getBatchifier() {
    // Batches are made by the engine, which knows where it may be cancelled.
    return null;
  }

  @Override
  public NDList processInput(TranslatorContext context, ImageBatch batch) {
    NDArray input =
        context
            .getNDManager()
            .create(
                batch.values().rewind(),
                new Shape(card.input().shape(batch.count())),
                DataType.FLOAT32);
    input.setName(card.input().name());
    context.setAttachment(BATCH, batch);
    NDList all = new NDList();
    for (String name : inputs) {
      all.add(name.equals(GradientSession.DIRECTION) ? noDirection(context, batch) : input);
    }
    return all;
  }

  /// A graph with its gradients in it wants to know of what; here only its answer is read.
  private NDArray noDirection(TranslatorContext context, ImageBatch batch) {
    NDArray zeros =
        context.getNDManager().zeros(new Shape(card.answerShape(batch.count())), DataType.FLOAT32);
    zeros.setName(GradientSession.DIRECTION);
    return zeros;
  }

  @Override
  public Integer processOutput(TranslatorContext context, NDList outputs)
      throws TranslateException {
    ImageBatch batch = (ImageBatch) context.getAttachment(BATCH);
    NDArray output = named(outputs, card.task().output());
    long[] expected = card.answerShape(batch.count());
    if (output.getDataType() != DataType.FLOAT32
        || !Arrays.equals(output.getShape().getShape(), expected)) {
      throw new TranslateException(
          "it answers " + output.getShape() + " where its card promises another shape");
    }
    List<FloatBuffer> answers = each(output, batch.count());
    List<FloatBuffer> embeddings = more(outputs, batch.count(), ModelCard.Classify::embedding);
    List<FloatBuffer> novelty = more(outputs, batch.count(), ModelCard.Classify::novelty);
    for (int i = 0; i < batch.count(); i++) {
      batch.answers().accept(batch.first() + i, answers.get(i));
      if (!embeddings.isEmpty()) {
        batch.answers().embedding(batch.first() + i, embeddings.get(i));
      }
      if (!novelty.isEmpty()) {
        batch.answers().novelty(batch.first() + i, novelty.get(i).get(0));
      }
    }
    return batch.count();
  }

  /// Another output of a classifier, one row per image; nothing where the card names none.
  private List<FloatBuffer> more(
      NDList outputs, int images, Function<ModelCard.Classify, Optional<String>> which)
      throws TranslateException {
    Optional<String> name =
        card.task() instanceof ModelCard.Classify classify
            ? which.apply(classify)
            : Optional.empty();
    if (name.isEmpty()) {
      return List.of();
    }
    NDArray output = named(outputs, name.get());
    if (output.getDataType() != DataType.FLOAT32
        || output.getShape().dimension() != 2
        || output.getShape().get(0) != images
        || output.getShape().get(1) < 1) {
      throw new TranslateException("its " + name.get() + " has the shape " + output.getShape());
    }
    return each(output, images);
  }

  private static List<FloatBuffer> each(NDArray output, int images) throws TranslateException {
    FloatBuffer values = output.toByteBuffer().asFloatBuffer();
    int each = values.remaining() / images;
    List<FloatBuffer> list = new ArrayList<>();
    for (int i = 0; i < images; i++) {
      FloatBuffer one = values.slice(i * each, each).asReadOnlyBuffer();
      requireFinite(one);
      list.add(one);
    }
    return list;
  }

  private static NDArray named(NDList outputs, String name) throws TranslateException {
    for (NDArray output : outputs) {
      if (name.equals(output.getName())) {
        return output;
      }
    }
    throw new TranslateException("it has no output named " + name);
  }

  private static void requireFinite(FloatBuffer values) throws TranslateException {
    for (int i = 0; i < values.limit(); i++) {
      if (!Float.isFinite(values.get(i))) {
        throw new TranslateException("it answers values that are not numbers");
      }
    }
  }
}
