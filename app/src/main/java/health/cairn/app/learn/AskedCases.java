package health.cairn.app.learn;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.analysis.KeptAnswers;
import health.cairn.app.analysis.MemberSlice;
import health.cairn.app.analysis.Networks;
import health.cairn.app.learn.Cases.Case;
import health.cairn.app.store.Database;
import health.cairn.app.store.LearningSlices;
import health.cairn.app.store.OutlineExamples;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.classify.PackedSlice;
import health.cairn.imaging.classify.SliceSample;
import health.cairn.imaging.evaluate.ExampleSet;
import health.cairn.ledger.merkle.Hash;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Cases as certain networks answer them: what was kept where these had answered, else what they say to the slices
/// that were kept.
final class AskedCases {
  private static final String STEP = "Asking about corrected cases";

  private final Database database;
  private final Answering answering;

  AskedCases(Database database, Answering answering) {
    this.database = database;
    this.answering = answering;
  }

  /// Which cases can be asked about, and how.
  ///
  /// @param here whether the networks are
  /// @param byHeart patients from whom one of them may have learnt
  private record Way(Networks networks, boolean here, Set<String> byHeart) {
    boolean answered(Case one) {
      return one.networks().sameAs(networks) && !byHeart.contains(one.pseudonym());
    }

    boolean askable(Case one) {
      return answered(one) || (here && !one.slices().isEmpty());
    }
  }

  private Way way(Networks networks) throws CairnException {
    try {
      boolean here = answering.has(networks);
      return new Way(
          networks,
          here,
          here && answering.learntHere(networks)
              ? database.read(connection -> new OutlineExamples(connection).exported())
              : Set.of());
    } catch (ImagingException e) {
      throw Failures.of(e);
    }
  }

  /// Those of which it can be known what these networks say, as they were kept.
  Cases askable(Cases cases, Networks networks) throws CairnException {
    Way way = way(networks);
    return new Cases(cases.all().stream().filter(way::askable).toList());
  }

  /// The same with what these networks say, without those from whom all parts of one of them learnt.
  Cases asked(Cases cases, Networks networks, Progress progress) throws CairnException {
    Way way = way(networks);
    List<Case> askable = cases.all().stream().filter(way::askable).toList();
    if (askable.stream().allMatch(way::answered)) {
      return new Cases(askable);
    }
    try {
      Answering.Asking ready = answering.asking(networks);
      List<Case> asked = new ArrayList<>();
      for (int i = 0; i < askable.size(); i++) {
        progress.report(STEP, i, askable.size());
        Case one = askable.get(i);
        if (way.answered(one)) {
          asked.add(one);
        } else {
          asked(one, way, ready).ifPresent(asked::add);
        }
      }
      progress.report(STEP, askable.size(), askable.size());
      return new Cases(asked);
    } catch (ImagingException e) {
      throw Failures.of(e);
    }
  }

  private Optional<Case> asked(Case one, Way way, Answering.Asking ready)
      throws CairnException, ImagingException {
    List<MemberSlice> heard =
        ready.ask(
            way.byHeart().contains(one.pseudonym())
                ? Optional.of(ExampleSet.fold(one.pseudonym()))
                : Optional.empty(),
            slices(one));
    return heard.isEmpty()
        ? Optional.empty()
        : Optional.of(
            one.saying(
                KeptAnswers.of(heard).labelled(one.pseudonym(), one.label()), way.networks()));
  }

  /// @throws CairnException INTEGRITY where they are not those that were kept
  private List<SliceSample> slices(Case one) throws CairnException, ImagingException {
    List<byte[]> packed =
        database.read(connection -> new LearningSlices(connection).of(one.number()));
    if (!packed.stream().map(p -> Hash.sha256(p).hex()).toList().equals(one.slices())) {
      throw new CairnException(CairnException.Kind.INTEGRITY, Cases.DAMAGED);
    }
    List<SliceSample> slices = new ArrayList<>();
    for (byte[] slice : packed) {
      slices.add(PackedSlice.read(slice));
    }
    return slices;
  }
}
