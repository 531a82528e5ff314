package health.cairn.app.learn;

import health.cairn.imaging.fuse.Fusion;
import health.cairn.imaging.fuse.MemberAnswer;
import java.util.Optional;

/// One way to make an answer of what the members say: the champion's or a challenger's.
///
/// @param name for the record
/// @param fusion absent where the members' mean is the answer
record Voice(String name, Optional<Fusion> fusion) {
  static Voice of(String name, Fusion fusion) {
    return new Voice(name, Optional.of(fusion));
  }

  /// Where no fusion serves these members.
  static Voice mean() {
    return new Voice("the members' mean", Optional.empty());
  }

  double[] probabilities(Cases.Image image) {
    if (fusion.isPresent()) {
      return fusion.get().answer(image.answers(), image.evidence()).probabilities().stream()
          .mapToDouble(p -> p)
          .toArray();
    }
    double[] mean = new double[image.answers().getFirst().probabilities().size()];
    for (MemberAnswer answer : image.answers()) {
      for (int k = 0; k < mean.length; k++) {
        mean[k] += answer.probabilities().get(k) / image.answers().size();
      }
    }
    return mean;
  }
}
