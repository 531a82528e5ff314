package health.cairn.imaging.fuse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Out-of-fold rows by image, every image with the answers of all members in one order.
///
/// @param members their names, ascending
record FusionData(List<String> members, List<Image> images) {
  FusionData {
    members = List.copyOf(members);
    images = List.copyOf(images);
    if (members.isEmpty() || images.isEmpty()) {
      throw new IllegalArgumentException("no predictions");
    }
  }

  /// @param answers in the members' order
  record Image(
      String patient, TumourClass label, List<MemberAnswer> answers, SliceEvidence evidence) {
    Image {
      answers = List.copyOf(answers);
    }
  }

  static FusionData of(List<OutOfFold> rows) {
    Map<String, List<OutOfFold>> byImage = new LinkedHashMap<>();
    TreeSet<String> members = new TreeSet<>();
    for (OutOfFold row : rows) {
      byImage.computeIfAbsent(row.id(), k -> new ArrayList<>()).add(row);
      members.add(row.member());
    }
    List<Image> images = new ArrayList<>();
    for (List<OutOfFold> image : byImage.values()) {
      List<MemberAnswer> answers = new ArrayList<>();
      for (String member : members) {
        OutOfFold row =
            image.stream()
                .filter(r -> r.member().equals(member))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("an image without " + member));
        answers.add(new MemberAnswer(member, row.probabilities(), row.novelty()));
      }
      OutOfFold first = image.getFirst();
      images.add(new Image(first.patient(), first.label(), answers, first.evidence()));
    }
    return new FusionData(List.copyOf(members), images);
  }

  int[] labels() {
    return images.stream().mapToInt(image -> image.label().index()).toArray();
  }

  List<String> patients() {
    return images.stream().map(Image::patient).toList();
  }

  /// Patients with a tumour.
  ///
  /// @param means of their images' probabilities
  record Patients(List<double[]> means, List<Integer> labels) {
    Patients {
      means = List.copyOf(means);
      labels = List.copyOf(labels);
    }
  }

  /// @param answers one for each image
  Patients withTumour(List<double[]> answers) {
    Map<String, List<double[]>> of = new LinkedHashMap<>();
    Map<String, TumourClass> labels = new LinkedHashMap<>();
    for (int i = 0; i < images.size(); i++) {
      Image image = images.get(i);
      if (image.label() != TumourClass.NONE) {
        of.computeIfAbsent(image.patient(), p -> new ArrayList<>()).add(answers.get(i));
        labels.put(image.patient(), image.label());
      }
    }
    return new Patients(
        of.values().stream().map(FusionInputs::mean).toList(),
        labels.values().stream().map(TumourClass::index).toList());
  }

  /// One member's probabilities before calibration.
  List<double[]> answers(int member) {
    return images.stream()
        .map(i -> i.answers().get(member).probabilities().stream().mapToDouble(p -> p).toArray())
        .toList();
  }
}
