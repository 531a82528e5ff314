package health.cairn.ui.fake;

import health.cairn.app.CairnException;
import health.cairn.app.desk.FindingView;
import health.cairn.app.desk.ModelOffer;
import health.cairn.app.desk.ModelOffer.Reached;
import health.cairn.app.desk.ModelOffer.Task;
import health.cairn.app.desk.ModelWish;
import health.cairn.app.desk.TumourType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Models to choose from, as the shipped ones are: one outlines, three classify, one awaits its licence.
final class FakeOffers {
  private static final String ON =
      "Every slice of patients whom one of the networks never saw, answered by that one alone.";

  private static final String SHA256 = "ab".repeat(32);

  private FakeOffers() {}

  static List<ModelOffer> all() {
    return List.of(
        offer(Task.CLASSIFY_T1C, "tumour-classifier", true, "98.9 %", "96.6 to 100.0 %"),
        offer(Task.CLASSIFY_T1C, "tumour-unet", false, "94.3 %", "88.6 to 98.9 %"),
        new ModelOffer(
            Task.CLASSIFY_T1C,
            "tumour-radiomics",
            "0.1.0",
            SHA256,
            "CC-BY-4.0",
            false,
            "added here, not switched on",
            List.of(),
            "",
            Optional.empty()),
        offer(Task.OUTLINE_T1C, "tumour-segmenter", true, "0.783", "0.745 to 0.819"),
        new ModelOffer(
            Task.OUTLINE_FLAIR,
            "flair-segmenter",
            "0.1.0",
            SHA256,
            "CC-BY-NC-SA-4.0",
            false,
            "added here, not switched on",
            List.of(new Reached("mean Dice", "0.779", "0.710 to 0.841")),
            ON,
            Optional.of(
                "Its licence CC-BY-NC-SA-4.0 is not accepted here: add it with --accept-licence"
                    + " first.")));
  }

  /// Three opinions and the rules that joined them.
  static TumourType joined() {
    return new TumourType(
        List.of(
            opinion("tumour-classifier 0.1.0", 0.93, 0.05, 0.02, 0, 0.48),
            opinion("tumour-unet 0.1.0", 0.86, 0.08, 0.04, 0.02, 0.31),
            opinion("tumour-radiomics 0.1.0", 0.41, 0.44, 0.1, 0.05, 0.21)),
        List.of(
            new TumourType.Rule(
                "deep-and-large",
                "the outline is large and lies free of the head's rim",
                "speaks for glioma",
                0.72,
                "rim is free and area is large -> glioma = 0.8",
                List.of(
                    "rim is free: share of the outline's edge at the head's rim; fully from 0 to"
                        + " 0.02, not at all above 0.15",
                    "area is large: outlined area in percent of the head's; fully from 5 to 100,"
                        + " not at all below 2")),
            new TumourType.Rule(
                "pool.large",
                "the outlined area is large",
                "tumour-classifier counts 0.5, tumour-unet counts 0.3",
                0.9,
                "area is large -> tumour-classifier = 0.5 and tumour-unet = 0.3",
                List.of(
                    "area is large: outlined area in percent of the head's; fully from 5 to 100,"
                        + " not at all below 2"))),
        List.of(
            new FindingView.Figure("Outlined area in a slice", "820 mm²", ""),
            new FindingView.Figure("Edge at the head's rim", "2 %", "")));
  }

  private static TumourType.Opinion opinion(
      String model, double glioma, double meningioma, double pituitary, double none, double w) {
    Map<String, Double> p = new LinkedHashMap<>();
    p.put("glioma", glioma);
    p.put("meningioma", meningioma);
    p.put("pituitary", pituitary);
    p.put("none", none);
    return new TumourType.Opinion(model, p, w);
  }

  private static ModelOffer offer(
      Task task, String name, boolean serves, String value, String interval) {
    return new ModelOffer(
        task,
        name,
        "0.1.0",
        SHA256,
        "CC-BY-4.0",
        serves,
        serves ? "serves here as shipped" : "shipped; answers when it is chosen",
        List.of(
            task == Task.CLASSIFY_T1C
                ? new Reached("patients named right", value, interval)
                : new Reached("mean Dice", value, interval),
            new Reached("people", "88", "")),
        ON,
        Optional.empty());
  }

  /// Who classifies when that is wished for.
  static String classifier(ModelWish wish) throws CairnException {
    String answers = "tumour-classifier 0.1.0";
    for (String named : wish.named()) {
      ModelOffer offer =
          all().stream()
              .filter(o -> o.key().equals(named) || o.name().equals(named))
              .filter(o -> o.barred().isEmpty())
              .findFirst()
              .orElseThrow(
                  () ->
                      new CairnException(
                          CairnException.Kind.REFUSED,
                          "There is no model " + named + " that can answer here."));
      if (offer.task() == Task.CLASSIFY_T1C) {
        answers = offer.name() + " " + offer.version();
      }
    }
    return answers;
  }
}
