package health.cairn.imaging.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.inference.ModelInput.Channel;
import health.cairn.imaging.inference.ModelInput.Instead;
import health.cairn.imaging.inference.ModelInput.Range;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Slices whose left half has the value 0 and whose right half tells sequence and slice.
class StackImagesTest {
  private static final int SIZE = 16;
  private static final int SLICES = 5;

  @Test
  void write_takesNeighboursAndRepeatsTheEdges() throws Exception {
    StackImages images =
        images(
            Range.STACK,
            Set.of("FLAIR"),
            new Channel("FLAIR", -1, new ModelInput.Refuse()),
            Channel.of("FLAIR"),
            new Channel("FLAIR", 1, new ModelInput.Refuse()));

    assertEquals(List.of(0.2f, 0.2f, 0.4f), right(images, 0));
    assertEquals(List.of(0.4f, 0.6f, 0.8f), right(images, 2));
    assertEquals(List.of(0.8f, 1f, 1f), right(images, 4));
  }

  @Test
  void write_stretchesEachSliceByItselfWhenTheCardSaysSo() throws Exception {
    StackImages images = images(Range.SLICE, Set.of("FLAIR"), Channel.of("FLAIR"));

    assertEquals(List.of(1f), right(images, 0));
    assertEquals(List.of(1f), right(images, 4));
  }

  @Test
  void write_putsTheCardsReplacementInAMissingSequencesPlace() throws Exception {
    StackImages images =
        images(
            Range.STACK,
            Set.of("FLAIR"),
            Channel.of("FLAIR"),
            new Channel("T1", 0, new Instead("FLAIR", 0)),
            new Channel("T1C", 0, new ModelInput.Zeros()));

    assertEquals(List.of(0.6f, 0.6f, 0f), right(images, 2));
    assertEquals(List.of("T1", "T1C"), images.replaced());
  }

  @Test
  void of_refusesWhenNothingMayReplaceASequence() {
    ImagingException e =
        assertThrows(
            ImagingException.class,
            () -> images(Range.STACK, Set.of("FLAIR"), Channel.of("FLAIR"), Channel.of("T2")));

    assertEquals(ImagingException.Kind.REFUSED, e.kind());
    assertTrue(e.getMessage().contains("T2"), e.getMessage());
  }

  private static List<Float> right(StackImages images, int index) {
    FloatBuffer target = FloatBuffer.allocate(3 * SIZE * SIZE);
    images.write(index, target);
    return IntStream.range(0, target.position() / (SIZE * SIZE))
        .mapToObj(c -> target.get(c * SIZE * SIZE + SIZE - 1))
        .toList();
  }

  private static StackImages images(Range range, Set<String> there, Channel... channels)
      throws ImagingException {
    ModelInput.Slices contract =
        new ModelInput.Slices("image", SIZE, 160, List.of(channels), 0, 1, range);
    Weights weights = Weights.of(new GraphFile("x.onnx", "0".repeat(64), 1), List.of());
    ModelCard card =
        new ModelCard(
            "test",
            "1",
            List.of(weights),
            weights.graph().sha256(),
            "Apache-2.0",
            false,
            Optional.empty(),
            "",
            contract,
            new ModelCard.Classify(
                "logits",
                List.of("a"),
                1,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()),
            List.of(),
            "",
            "",
            "",
            List.of());
    StoredModel model =
        new StoredModel(
            card,
            "digest",
            "test",
            file -> {
              throw new IOException("not read here");
            });
    return StackImages.of(
        model,
        SliceInput.ofPicture(contract, SIZE, SIZE),
        new SliceStack() {
          @Override
          public int slices() {
            return SLICES;
          }

          @Override
          public boolean has(String sequence) {
            return there.contains(sequence);
          }

          @Override
          public double[] slice(String sequence, int index) {
            double[] values = new double[SIZE * SIZE];
            for (int i = 0; i < values.length; i++) {
              values[i] = i % SIZE < SIZE / 2 ? 0 : 100 * (index + 1);
            }
            return values;
          }
        });
  }
}
