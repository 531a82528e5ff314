package health.cairn.imaging.evaluate;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.inference.Trained;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a model answered to some cases, each asked of those of its parts that never saw the patient.
///
/// @param answers one per case
/// @param exposure one per case
record Asked<A>(List<A> answers, List<Exposure> exposure) {
  Asked {
    answers = List.copyOf(answers);
    exposure = List.copyOf(exposure);
  }

  /// Asks a model, or what remains of it, about some inputs at once.
  @FunctionalInterface
  interface Asking<T, I, A> {
    List<A> ask(T model, List<I> inputs) throws ImagingException;
  }

  private record Group<T>(T model, List<Integer> cases) {}

  /// Cases that the same parts may answer go together.
  ///
  /// @param origins of each case's patient
  static <T extends Trained<T>, I, A> Asked<A> of(
      T model, List<List<Answerer.Origin>> origins, List<I> inputs, Asking<T, I, A> asking)
      throws ImagingException {
    Map<String, Group<T>> groups = new LinkedHashMap<>();
    List<Exposure> exposure = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      Answerer<T> answerer = Answerer.of(model, origins.get(i));
      exposure.add(answerer.exposure());
      groups
          .computeIfAbsent(
              answerer.model().ref().sha256(),
              k -> new Group<>(answerer.model(), new ArrayList<>()))
          .cases()
          .add(i);
    }
    Map<Integer, A> answers = new LinkedHashMap<>();
    for (Group<T> group : groups.values()) {
      List<A> given =
          asking.ask(group.model(), group.cases().stream().map(i -> inputs.get(i)).toList());
      for (int k = 0; k < given.size(); k++) {
        answers.put(group.cases().get(k), given.get(k));
      }
    }
    List<A> inOrder = new ArrayList<>(Collections.nCopies(inputs.size(), answers.get(0)));
    answers.forEach(inOrder::set);
    return new Asked<>(inOrder, exposure);
  }
}
