package health.cairn.app.analysis;

import health.cairn.app.analysis.Analysis.Organ;
import health.cairn.app.analysis.Analysis.Outlined;
import health.cairn.app.desk.FindingView.Figure;
import health.cairn.imaging.classify.ClassSet;
import health.cairn.imaging.classify.Classification;
import health.cairn.imaging.classify.Voice;
import health.cairn.imaging.inference.ModelRef;
import health.cairn.imaging.segment.Segmentation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// What an analysis found, in the words and figures that reports and screens share.
public final class FindingWords {
  private static final double WORTH_SAYING = 0.05;
  private static final int MOST_RULES = 5;
  private static final int MOST_PARTS = 6;

  private FindingWords() {}

  public static List<Figure> figures(Outlined outlined) {
    List<Figure> figures = new ArrayList<>();
    figures.add(
        new Figure(
            "Volume",
            ml(outlined.found().segment().mask().volumeMl()),
            outlined
                .found()
                .volumeCi95Ml()
                .map(ci -> "%s to %s (95 %%)".formatted(number(ci.low()), ml(ci.high())))
                .orElse("")));
    figures.add(new Figure("Longest diameter in plane", mm(outlined.diameters().longestMm()), ""));
    figures.add(
        new Figure("Perpendicular diameter", mm(outlined.diameters().perpendicularMm()), ""));
    figures.add(
        new Figure(
            "Uncertainty of the outline",
            percent(outlined.found().uncertainty()),
            outlined.found().disagreement().isPresent()
                ? "0 %% is sure (mean entropy), disagreement %s"
                    .formatted(percent(outlined.found().disagreement().getAsDouble()))
                : "0 % is sure (mean entropy)"));
    outlined
        .toTumourMm()
        .ifPresent(mm -> figures.add(new Figure("Distance to the tumour", mm(mm), "surfaces")));
    return figures;
  }

  /// One line for each part of an outline that has several, the largest first.
  static List<Figure> parts(Segmentation.Found found) {
    List<Figure> parts = new ArrayList<>();
    if (found.lesions().size() < 2) {
      return parts;
    }
    for (Segmentation.Lesion lesion : found.lesions().stream().limit(MOST_PARTS).toList()) {
      parts.add(
          new Figure(
              "Part %d, slice %d".formatted(parts.size() + 1, lesion.keySlice() + 1),
              ml(lesion.volumeMl()),
              doubt(lesion)));
    }
    if (found.lesions().size() > MOST_PARTS) {
      parts.add(
          new Figure("Smaller parts", "%d".formatted(found.lesions().size() - MOST_PARTS), ""));
    }
    return parts;
  }

  private static String doubt(Segmentation.Lesion lesion) {
    return "%s probable, %s doubt%s"
        .formatted(
            percent(lesion.meanProbability()),
            percent(lesion.uncertainty()),
            lesion.disagreement().isPresent()
                ? ", %s disagreement".formatted(percent(lesion.disagreement().getAsDouble()))
                : "");
  }

  public static List<String> why(Outlined outlined) {
    List<String> why = new ArrayList<>();
    why.add(
        "Outlined on %s (%s), largest on slice %d of %d."
            .formatted(
                outlined.origin().reading().series().role(),
                described(outlined.origin().reading().series().description()),
                outlined.keySlice() + 1,
                outlined.found().segment().mask().grid().slices()));
    why.add(
        "The model's probability is %s on average inside the outline, which has %d part(s)."
            .formatted(percent(outlined.found().meanProbability()), outlined.found().parts()));
    if (outlined.found().lesions().size() > 1) {
      why.add(
          "By size: "
              + outlined.found().lesions().stream()
                  .limit(MOST_PARTS)
                  .map(
                      l ->
                          "%s (slice %d; %s)"
                              .formatted(ml(l.volumeMl()), l.keySlice() + 1, doubt(l)))
                  .collect(Collectors.joining("; "))
              + ".");
    }
    why.addAll(outlined.origin().notes());
    return why;
  }

  /// Of an organ at risk.
  public static List<Figure> figures(Organ organ) {
    List<Figure> figures = new ArrayList<>();
    figures.add(
        new Figure(
            "Volume",
            ml(organ.volumeMl()),
            organ
                    .volumeCi95Ml()
                    .map(ci -> "%s to %s (95 %%); ".formatted(number(ci.low()), ml(ci.high())))
                    .orElse("")
                + "%s to %s as the box is moved by 3 mm"
                    .formatted(
                        number(organ.volumeRangeMl().low()), ml(organ.volumeRangeMl().high()))));
    organ
        .parts()
        .forEach(
            part ->
                figures.add(
                    new Figure(part.segment().label(), ml(part.segment().mask().volumeMl()), "")));
    organ
        .toTumourMm()
        .ifPresent(mm -> figures.add(new Figure("Distance to the tumour", mm(mm), "surfaces")));
    return figures;
  }

  public static List<String> why(Organ organ) {
    List<String> why = new ArrayList<>();
    why.add(
        "The %s was outlined on %s (%s) in %d boxes; its middle moved by at most %s."
            .formatted(
                organ.label(),
                organ.reading().series().role(),
                described(organ.reading().series().description()),
                organ.placements(),
                mm(organ.spreadMm())));
    why.addAll(organ.notes());
    return why;
  }

  /// Of a part of an organ at risk, where that is a finding of its own: what its model promises, it promises of the
  /// whole.
  public static List<String> whyPart(Organ organ) {
    List<String> why = new ArrayList<>(why(organ));
    why.add(
        1,
        "The %s as a whole measures %s%s; %s to %s as the box is moved by 3 mm."
            .formatted(
                organ.label(),
                ml(organ.volumeMl()),
                organ
                    .volumeCi95Ml()
                    .map(ci -> ", %s to %s (95 %%)".formatted(number(ci.low()), ml(ci.high())))
                    .orElse(""),
                number(organ.volumeRangeMl().low()),
                ml(organ.volumeRangeMl().high())));
    return why;
  }

  public static List<Figure> figures(Classification classification) {
    List<Figure> figures = new ArrayList<>();
    classification.probabilities().entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .map(e -> new Figure(e.getKey(), percent(e.getValue()), ""))
        .forEach(figures::add);
    classification
        .set()
        .map(
            set ->
                new Figure(
                    "Not to be excluded",
                    set.inWords(),
                    "%s, nominal".formatted(percent(set.coverage()))))
        .ifPresent(figures::add);
    return figures;
  }

  public static List<String> why(Classification classification) {
    List<String> why = new ArrayList<>();
    classification.abstainedBecause().ifPresent(why::add);
    classification.set().map(ClassSet::sentence).ifPresent(why::add);
    if (!classification.why().isEmpty()) {
      why.add("On the slice that counts most: " + String.join(" ", classification.why()));
    }
    if (!classification.voices().isEmpty()) {
      why.add(
          "Over all slices: "
              + classification.voices().stream()
                  .map(FindingWords::said)
                  .collect(Collectors.joining("; "))
              + ".");
    }
    classification.rules().stream()
        .filter(rule -> rule.known() && rule.strength() >= WORTH_SAYING)
        .filter(rule -> !rule.because().isEmpty() && TypeWords.moves(rule))
        .sorted(Comparator.comparingDouble(rule -> -rule.strength()))
        .limit(MOST_RULES)
        .forEach(
            rule ->
                why.add(
                    "Rule %s, %s: %s (%s)."
                        .formatted(
                            rule.name(),
                            percent(rule.strength()),
                            rule.because(),
                            TypeWords.rule(rule).says())));
    if (!classification.slices().isEmpty()) {
      why.add("Asked, with what each counts: " + String.join("; ", classification.slices()) + ".");
    }
    if (!Double.isNaN(classification.novelty())) {
      why.add(
          "Novelty %s: so many slices of the same kind lie nearer to what the models learnt from."
              .formatted(percent(classification.novelty())));
    }
    classification
        .errs()
        .map(
            errs ->
                "The chance that this type is wrong is %s, by the answer's own doubt and what %s says."
                    .formatted(percent(errs.chance()), model(errs.by())))
        .ifPresent(why::add);
    if (!classification.probabilities().isEmpty()) {
      why.add(
          "Uncertainty %s (entropy; 0 %% is sure, 100 %% is no idea). The model knows only: %s."
              .formatted(
                  percent(classification.uncertainty()),
                  String.join(", ", classification.probabilities().keySet())));
    }
    return why;
  }

  private static String said(Voice voice) {
    return "%s says %s, %s, and counts %.2f"
        .formatted(
            model(voice.model()),
            voice.probabilities().best(),
            percent(voice.probabilities().largest()),
            voice.weight());
  }

  public static String title(Classification classification) {
    return classification
        .decision()
        .map(d -> "Tumour type: " + d)
        .orElse("Tumour type: no decision");
  }

  public static String model(ModelRef model) {
    return model.name() + " " + model.version();
  }

  private static String described(String text) {
    return text.isBlank() ? "no description" : text;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private static String ml(double value) {
    return number(value) + " mL";
  }

  private static String mm(double value) {
    return number(value) + " mm";
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", share * 100);
  }
}
