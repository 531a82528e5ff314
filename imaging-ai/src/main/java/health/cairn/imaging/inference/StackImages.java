package health.cairn.imaging.inference;

import health.cairn.imaging.ImagingException;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The slices of a stack as a model's images, each channel the slice and sequence its card names.
/// Resamples each slice when it is first needed and keeps the last few. One run at a time.
public final class StackImages implements ImageSource {
  private final ModelInput.Slices contract;
  private final SliceInput input;
  private final SliceStack stack;
  private final ChannelPlan plan;
  private final Map<String, IntensityRange> ranges = new HashMap<>();
  private final Map<Key, double[]> recent;

  private StackImages(
      ModelInput.Slices contract, SliceInput input, SliceStack stack, ChannelPlan plan) {
    this.contract = contract;
    this.input = input;
    this.stack = stack;
    this.plan = plan;
    int kept = 4 * contract.channels().size();
    this.recent =
        new LinkedHashMap<>(2 * kept, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Key, double[]> eldest) {
            return size() > kept;
          }
        };
  }

  /// @param input for the stack's slices
  /// @throws ImagingException `REFUSED` when a sequence is missing that nothing replaces, or the model
  ///   takes no slices
  public static StackImages of(StoredModel model, SliceInput input, SliceStack stack)
      throws ImagingException {
    return new StackImages(
        model.card().slices(), input, stack, ChannelPlan.of(model.card(), stack::has));
  }

  /// Sequences that are missing and stood in for.
  public List<String> replaced() {
    return plan.replaced();
  }

  @Override
  public int count() {
    return stack.slices();
  }

  @Override
  public void write(int index, FloatBuffer target) {
    for (Optional<ChannelPlan.Source> source : plan.sources()) {
      if (source.isEmpty()) {
        target.put(new float[contract.size() * contract.size()]);
        continue;
      }
      String sequence = source.get().sequence();
      // Beyond the ends of the stack the last slice stands in.
      int slice = Math.clamp(index + source.get().sliceOffset(), 0, stack.slices() - 1);
      double[] resampled = resampled(sequence, slice);
      range(sequence, resampled).write(resampled, target);
    }
  }

  private IntensityRange range(String sequence, double[] slice) {
    return switch (contract.range()) {
      case SLICE -> input.range(slice.clone());
      case STACK -> ranges.computeIfAbsent(sequence, this::rangeOfStack);
    };
  }

  private IntensityRange rangeOfStack(String sequence) {
    int pixels = contract.size() * contract.size();
    double[] all = new double[Math.multiplyExact(pixels, stack.slices())];
    for (int slice = 0; slice < stack.slices(); slice++) {
      double[] one = input.toNetwork(stack.slice(sequence, slice));
      System.arraycopy(one, 0, all, slice * pixels, pixels);
    }
    // Ten million values take a second on one core.
    Arrays.parallelSort(all);
    return input.range(all);
  }

  private double[] resampled(String sequence, int slice) {
    return recent.computeIfAbsent(
        new Key(sequence, slice), key -> input.toNetwork(stack.slice(key.sequence(), key.slice())));
  }

  private record Key(String sequence, int slice) {}
}
