package health.cairn.imaging.fuse;

import java.util.List;
import java.util.Map;

/// What rules conclude.
///
/// @param outputs by name; one that no rule spoke of is missing
/// @param firings one per rule, in their order
public record Inference(Map<String, Double> outputs, List<Firing> firings) {
  public Inference {
    outputs = Map.copyOf(outputs);
    firings = List.copyOf(firings);
  }
}
