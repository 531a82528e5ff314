package health.cairn.app.learn;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.models.ModelRegister;
import health.cairn.app.models.ModelTask;
import health.cairn.app.models.ServingDecision;
import health.cairn.app.models.SiteFusion;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.fuse.Fusion;
import health.cairn.ledger.merkle.Hash;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Who answers here now.
record Champion(ModelRegister register, SiteFusion siteFusion) {

  /// What answers now for these members; of none, what answers at all.
  Voice of(List<String> members) throws CairnException {
    try {
      Optional<ServingDecision> alone =
          register.on(ModelTask.CLASSIFY_T1C).filter(d -> d.model() != null);
      Optional<SiteFusion.Serving> serving = siteFusion.serving(register);
      if (serving.isPresent()
          && joins(serving.get().fusion(), members)
          && (alone.isEmpty() || serving.get().decision().after(alone.get()))) {
        Fusion fusion = serving.get().fusion();
        return Voice.of("site fusion " + Hash.sha256(fusion.text()).hex().substring(0, 12), fusion);
      }
      Fusion shipped = SiteFusion.shipped();
      return alone.isEmpty() && joins(shipped, members)
          ? Voice.of("shipped fusion", shipped)
          : Voice.mean();
    } catch (ImagingException e) {
      throw Failures.of(e);
    }
  }

  private static boolean joins(Fusion fusion, List<String> members) {
    return members.isEmpty() || Set.copyOf(fusion.members()).equals(Set.copyOf(members));
  }
}
