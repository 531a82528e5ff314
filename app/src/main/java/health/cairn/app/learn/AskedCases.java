package health.cairn.app.learn;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.analysis.KeptAnswers;
import health.cairn.app.analysis.Networks;
import health.cairn.app.learn.Cases.Case;
import health.cairn.app.store.Database;
import health.cairn.app.store.LearningSlices;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.classify.PackedSlice;
import health.cairn.imaging.classify.SliceSample;
import health.cairn.ledger.merkle.Hash;
import java.util.ArrayList;
import java.util.List;

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

  /// Those of which it can be known what these networks say, as they were kept.
  Cases askable(Cases cases, Networks networks) throws CairnException {
    boolean here = here(networks);
    return new Cases(
        cases.all().stream()
            .filter(c -> c.networks().sameAs(networks) || (here && !c.slices().isEmpty()))
            .toList());
  }

  private boolean here(Networks networks) throws CairnException {
    try {
      return answering.has(networks);
    } catch (ImagingException e) {
      throw Failures.of(e);
    }
  }

  /// The same with what these networks say.
  Cases asked(Cases cases, Networks networks, Progress progress) throws CairnException {
    List<Case> askable = askable(cases, networks).all();
    if (askable.stream().allMatch(c -> c.networks().sameAs(networks))) {
      return new Cases(askable);
    }
    try {
      Answering.Asking ready = answering.asking(networks);
      List<Case> asked = new ArrayList<>();
      for (Case one : askable) {
        progress.report(STEP, asked.size(), askable.size());
        asked.add(one.networks().sameAs(networks) ? one : asked(one, networks, ready));
      }
      progress.report(STEP, asked.size(), askable.size());
      return new Cases(asked);
    } catch (ImagingException e) {
      throw Failures.of(e);
    }
  }

  private Case asked(Case one, Networks networks, Answering.Asking ready)
      throws CairnException, ImagingException {
    List<SliceSample> slices = new ArrayList<>();
    for (byte[] packed :
        database.read(connection -> new LearningSlices(connection).of(one.number()))) {
      if (!Hash.sha256(packed).hex().equals(one.slices().get(slices.size()))) {
        throw new CairnException(CairnException.Kind.INTEGRITY, Cases.DAMAGED);
      }
      slices.add(PackedSlice.read(packed));
    }
    return one.saying(
        KeptAnswers.of(ready.ask(one.pseudonym(), slices)).labelled(one.pseudonym(), one.label()),
        networks);
  }
}
