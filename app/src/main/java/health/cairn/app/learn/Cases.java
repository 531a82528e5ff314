package health.cairn.app.learn;

import health.cairn.app.CairnException;
import health.cairn.app.analysis.KeptAnswers;
import health.cairn.app.analysis.Networks;
import health.cairn.app.store.LearningStore.Example;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.fuse.MemberAnswer;
import health.cairn.imaging.fuse.OutOfFold;
import health.cairn.imaging.fuse.SliceEvidence;
import health.cairn.imaging.fuse.TumourClass;
import health.cairn.ledger.merkle.Hash;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Corrected cases as calibration and fusion take them, in order.
record Cases(List<Case> all) {
  static final String DAMAGED =
      "The home's learning examples are damaged; restore the home from a backup.";

  Cases {
    all = List.copyOf(all);
  }

  /// One example.
  ///
  /// @param number of the example
  /// @param pseudonym whose it is
  /// @param digest SHA-256 of it as it is kept, slices with it
  /// @param slices SHA-256 of each slice that is kept
  /// @param networks that answered
  /// @param rows one per image and member; patients are pseudonyms
  record Case(
      int number,
      String pseudonym,
      String digest,
      List<String> slices,
      Networks networks,
      List<OutOfFold> rows) {
    Case {
      slices = List.copyOf(slices);
      rows = List.copyOf(rows);
    }

    /// What a reader said that it is.
    TumourClass label() {
      return rows.getFirst().label();
    }

    /// The same case with what others said of it.
    ///
    /// @param by who they are, whichever of their parts answered
    Case saying(KeptAnswers answers, Networks by) {
      return new Case(
          number,
          pseudonym,
          digest,
          slices,
          by,
          answers.rows().stream().map(row -> numbered(number, row)).toList());
    }
  }

  /// One image with everything the members said of it.
  record Image(
      String patient, TumourClass label, List<MemberAnswer> answers, SliceEvidence evidence) {
    Image {
      answers = List.copyOf(answers);
    }
  }

  static Cases of(List<Example> examples) throws CairnException {
    List<Case> all = new ArrayList<>();
    for (Example example : examples) {
      try {
        KeptAnswers kept = KeptAnswers.read(example.answers());
        all.add(
            new Case(
                    example.number(),
                    example.pseudonym(),
                    digest(example),
                    example.slices(),
                    Networks.UNKNOWN,
                    List.of())
                .saying(kept, kept.networks()));
      } catch (ImagingException | IOException e) {
        throw new CairnException(CairnException.Kind.INTEGRITY, DAMAGED, e);
      }
    }
    return new Cases(all);
  }

  static String digest(Example example) {
    return Hash.sha256(example.answers() + String.join("\n", example.slices())).hex();
  }

  private static OutOfFold numbered(int number, OutOfFold row) {
    return new OutOfFold(
        number + "-" + row.id(),
        row.patient(),
        row.fold(),
        row.label(),
        row.member(),
        row.probabilities(),
        row.novelty(),
        row.evidence());
  }

  /// Only those that are in both.
  Cases in(Cases others) {
    Set<String> digests = Set.copyOf(others.digests());
    return new Cases(all.stream().filter(c -> digests.contains(c.digest())).toList());
  }

  List<OutOfFold> rows() {
    return all.stream().map(Case::rows).flatMap(List::stream).toList();
  }

  List<String> digests() {
    return all.stream().map(Case::digest).toList();
  }

  List<Image> images() {
    Map<String, List<OutOfFold>> byImage =
        rows().stream()
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

  int patients() {
    return new TreeSet<>(rows().stream().map(OutOfFold::patient).toList()).size();
  }

  /// Patients of each class, every class named.
  Map<String, Integer> patientsByClass() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (TumourClass value : TumourClass.values()) {
      counts.put(
          value.word(),
          (int)
              rows().stream()
                  .filter(r -> r.label() == value)
                  .map(OutOfFold::patient)
                  .distinct()
                  .count());
    }
    return counts;
  }

  /// One hash over all examples.
  static String digest(List<String> digests) {
    return Hash.sha256(String.join("\n", digests)).hex();
  }
}
