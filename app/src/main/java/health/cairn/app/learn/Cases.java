package health.cairn.app.learn;

import health.cairn.app.CairnException;
import health.cairn.app.store.LearningStore.Example;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.fuse.MemberAnswer;
import health.cairn.imaging.fuse.OutOfFold;
import health.cairn.imaging.fuse.OutOfFoldCsv;
import health.cairn.imaging.fuse.SliceEvidence;
import health.cairn.imaging.fuse.TumourClass;
import health.cairn.ledger.merkle.Hash;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Corrected cases as calibration and fusion take them.
///
/// @param rows one per image and member; patients are pseudonyms
/// @param digests SHA-256 of each example as it is kept, in order
record Cases(List<OutOfFold> rows, List<String> digests) {
  Cases {
    rows = List.copyOf(rows);
    digests = List.copyOf(digests);
  }

  /// One image with everything the members said of it.
  record Image(
      String patient, TumourClass label, List<MemberAnswer> answers, SliceEvidence evidence) {
    Image {
      answers = List.copyOf(answers);
    }
  }

  static Cases of(List<Example> examples) throws CairnException {
    List<OutOfFold> rows = new ArrayList<>();
    List<String> digests = new ArrayList<>();
    for (Example example : examples) {
      digests.add(Hash.sha256(example.answers()).hex());
      try {
        for (OutOfFold row : OutOfFoldCsv.read(new StringReader(example.answers()))) {
          rows.add(
              new OutOfFold(
                  example.number() + "-" + row.id(),
                  row.patient(),
                  row.fold(),
                  row.label(),
                  row.member(),
                  row.probabilities(),
                  row.novelty(),
                  row.evidence()));
        }
      } catch (ImagingException | IOException e) {
        throw new CairnException(
            CairnException.Kind.INTEGRITY,
            "The home's learning examples are damaged; restore the home from a backup.",
            e);
      }
    }
    return new Cases(rows, digests);
  }

  /// Only the rows of images that every one of these members answered for.
  List<OutOfFold> answeredBy(List<String> members) {
    Map<String, List<OutOfFold>> byImage =
        rows.stream()
            .filter(row -> members.contains(row.member()))
            .collect(Collectors.groupingBy(OutOfFold::id, LinkedHashMap::new, Collectors.toList()));
    return byImage.values().stream()
        .filter(image -> image.size() == members.size())
        .flatMap(List::stream)
        .toList();
  }

  /// Names of the members of the newest image: others have been replaced since.
  List<String> members() {
    return rows.isEmpty()
        ? List.of()
        : rows.stream()
            .filter(row -> row.id().equals(rows.getLast().id()))
            .map(OutOfFold::member)
            .sorted()
            .toList();
  }

  static List<Image> images(List<OutOfFold> rows) {
    Map<String, List<OutOfFold>> byImage =
        rows.stream()
            .collect(Collectors.groupingBy(OutOfFold::id, LinkedHashMap::new, Collectors.toList()));
    return byImage.values().stream()
        .map(
            image ->
                new Image(
                    image.getFirst().patient(),
                    image.getFirst().label(),
                    image.stream()
                        .map(r -> new MemberAnswer(r.member(), r.probabilities(), r.novelty()))
                        .toList(),
                    image.getFirst().evidence()))
        .toList();
  }

  static int patients(List<OutOfFold> rows) {
    return new TreeSet<>(rows.stream().map(OutOfFold::patient).toList()).size();
  }

  /// Patients of each class, every class named.
  static Map<String, Integer> patientsByClass(List<OutOfFold> rows) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (TumourClass value : TumourClass.values()) {
      counts.put(value.word(), patients(rows.stream().filter(r -> r.label() == value).toList()));
    }
    return counts;
  }

  /// One hash over all examples.
  static String digest(List<String> digests) {
    return Hash.sha256(String.join("\n", digests)).hex();
  }
}
