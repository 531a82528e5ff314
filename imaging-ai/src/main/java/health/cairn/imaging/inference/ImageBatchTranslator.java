package health.cairn.imaging.inference;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.Batchifier;
import ai.djl.translate.TranslateException;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Writes a batch's images into the one input tensor and hands each image's answer on. Tensors belong
/// to the context's manager and are freed when the prediction ends.
final class ImageBatchTranslator implements Translator<ImageBatch, Integer> {
  private static final String BATCH = "batch";

  private final ModelCard card;
  private FloatBuffer direct = FloatBuffer.allocate(0);

  ImageBatchTranslator(ModelCard card) {
    this.card = card;
  }

  @Override
  public @Nullable Batchifier getBatchifier() {
    // Batches are made by the engine, which knows where it may be cancelled.
    return null;
  }

  @Override
  public NDList processInput(TranslatorContext context, ImageBatch batch) {
    int pixels = card.input().values();
    int floats = batch.count() * pixels;
    if (direct.capacity() != floats) {
      direct =
          ByteBuffer.allocateDirect(floats * Float.BYTES)
              .order(ByteOrder.nativeOrder())
              .asFloatBuffer();
    }
    for (int i = 0; i < batch.count(); i++) {
      FloatBuffer target = direct.slice(i * pixels, pixels);
      batch.images().write(batch.first() + i, target);
      if (target.hasRemaining()) {
        throw new IllegalStateException("an image source wrote " + target.position() + " values");
      }
    }
    NDArray input =
        context
            .getNDManager()
            .create(
                direct.rewind(), new Shape(card.input().shape(batch.count())), DataType.FLOAT32);
    input.setName(card.input().name());
    context.setAttachment(BATCH, batch);
    return new NDList(input);
  }

  @Override
  public Integer processOutput(TranslatorContext context, NDList outputs)
      throws TranslateException {
    ImageBatch batch = (ImageBatch) context.getAttachment(BATCH);
    NDArray output = named(outputs);
    long[] expected = card.answerShape(batch.count());
    if (output.getDataType() != DataType.FLOAT32
        || !Arrays.equals(output.getShape().getShape(), expected)) {
      throw new TranslateException(
          "it answers " + output.getShape() + " where its card promises another shape");
    }
    FloatBuffer values = output.toByteBuffer().asFloatBuffer();
    int each = values.remaining() / batch.count();
    for (int i = 0; i < batch.count(); i++) {
      FloatBuffer one = values.slice(i * each, each).asReadOnlyBuffer();
      requireFinite(one);
      batch.answers().accept(batch.first() + i, one);
    }
    return batch.count();
  }

  private NDArray named(NDList outputs) throws TranslateException {
    for (NDArray output : outputs) {
      if (card.task().output().equals(output.getName())) {
        return output;
      }
    }
    throw new TranslateException("it has no output named " + card.task().output());
  }

  private static void requireFinite(FloatBuffer values) throws TranslateException {
    for (int i = 0; i < values.limit(); i++) {
      if (!Float.isFinite(values.get(i))) {
        throw new TranslateException("it answers values that are not numbers");
      }
    }
  }
}
