package health.cairn.app.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.app.CairnException;
import health.cairn.app.desk.ModelOffer;
import health.cairn.app.desk.ModelOffer.Task;
import health.cairn.app.desk.ModelReturn;
import health.cairn.app.models.ServingDecision;
import health.cairn.imaging.inference.StoredModel;
import health.cairn.ledger.verify.ProofCheck;
import health.cairn.ledger.verify.ProofVerifier;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Going back to the model before, as the window does it.
class GoBackTest {
  private DemoHome home;
  private Desk desk;

  @BeforeEach
  void open() throws Exception {
    home = DemoHome.create("reader");
    desk = home.desk();
  }

  @AfterEach
  void close() {
    home.close();
  }

  @Test
  void goBack_takesBackStepByStepWhatWasSwitchedOnAndNothingElse() throws Exception {
    String shipped = answers();
    assertEquals(List.of(), desk.modelReturns());

    ServingDecision vgg = switchOn("cheng-t1c-vgg16");
    ServingDecision unet = switchOn("cheng-t1c-unet");
    ModelReturn first = desk.modelReturns().getFirst();

    assertEquals(1, desk.modelReturns().size());
    assertEquals(unet.id(), first.decision());
    assertEquals("classify-t1c", first.task());
    assertEquals(title(unet), first.now());
    assertEquals(title(vgg), first.then());
    assertTrue(first.since().endsWith(" by reader"), first.since());

    long before = desk.status().journalEntries();
    String decision = desk.goBack(first, "worse on our scanner");
    assertEquals("ModelDecision/3", decision);
    assertEquals(before + 1, desk.status().journalEntries());
    assertEquals(title(vgg), answers());
    ServingDecision kept = desk.models().history().getLast();
    assertTrue(kept.rollback());
    assertEquals("worse on our scanner", kept.why());
    ProofCheck proof = new ProofVerifier().verify(desk.proofFile(decision));
    assertTrue(proof instanceof ProofCheck.Verified, proof.toString());

    CairnException late = assertThrows(CairnException.class, () -> desk.goBack(first, ""));
    assertEquals(CairnException.Kind.REFUSED, late.kind());

    ModelReturn second = desk.modelReturns().getFirst();
    assertEquals(shipped, second.then());
    desk.goBack(second, "");
    assertEquals(shipped, answers());
    assertEquals(List.of(), desk.modelReturns());
  }

  private ServingDecision switchOn(String name) throws Exception {
    StoredModel model =
        desk.secondReader().catalogue().models().stream()
            .filter(m -> m.card().name().equals(name))
            .findFirst()
            .orElseThrow();
    return desk.models().activate(model, "", "", List.of());
  }

  private String answers() throws Exception {
    ModelOffer offer =
        desk.offers().stream()
            .filter(o -> o.task() == Task.CLASSIFY_T1C && o.serves())
            .findFirst()
            .orElseThrow();
    return offer.name() + " " + offer.version();
  }

  private static String title(ServingDecision decision) {
    ServingDecision.Chosen model = decision.model();
    return model == null ? "" : model.title();
  }
}
