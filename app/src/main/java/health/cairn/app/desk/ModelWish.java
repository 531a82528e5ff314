package health.cairn.app.desk;

import java.util.List;

/// Models that a reader wants to answer in one look. Whatever is not named is answered by what serves here;
/// nothing is switched on by it.
///
/// @param named "NAME" or "NAME@VERSION", at most one for each task
public record ModelWish(List<String> named) {
  /// What serves here answers.
  public static final ModelWish NONE = new ModelWish(List.of());

  public ModelWish {
    named = List.copyOf(named);
  }
}
