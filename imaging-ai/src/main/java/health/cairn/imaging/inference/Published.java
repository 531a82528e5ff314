package health.cairn.imaging.inference;

import com.fasterxml.jackson.databind.JsonNode;
import health.cairn.imaging.measure.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a card says its model reached, and on whom.
///
/// @param figures by the card's own names ("accuracy"); empty where the card has none
/// @param measuredOn whose data that was, in the card's words; may be empty
public record Published(List<ModelCard.Figure> figures, String measuredOn) {
  /// Of something without figures on a card.
  public static final Published NOTHING = new Published(List.of(), "");

  /// Share of the slices with a tumour that are named right, where a card tells of tumour-free ones apart: the
  /// `accuracy` of cases that all show a tumour.
  public static final String TUMOUR_ACCURACY = "tumourAccuracy";

  public Published {
    figures = List.copyOf(figures);
  }

  /// Every number directly in a card's `metrics`, with its neighbour `...Ci95` where there is one.
  public static Published of(JsonNode metrics) {
    List<ModelCard.Figure> figures = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : metrics.properties()) {
      if (field.getValue().isNumber()) {
        String name = field.getKey();
        String stem = name.endsWith("Mean") ? name.substring(0, name.length() - 4) : name;
        figures.add(
            new ModelCard.Figure(
                name, field.getValue().doubleValue(), interval(metrics.path(stem + "Ci95"))));
      }
    }
    if (figures.isEmpty()) {
      figures.addAll(ofParts(metrics.path("parts")));
    }
    return new Published(
        figures, metrics.path("measuredOn").asText(metrics.path("definition").asText("")));
  }

  /// Of a card that gives figures of each part on people whom that part never saw: the mean over all of them,
  /// each part by its people, of patients named right and where it is told of slices with a tumour.
  private static List<ModelCard.Figure> ofParts(JsonNode parts) {
    double people = 0;
    for (JsonNode part : parts) {
      people += part.path("patients").asDouble();
    }
    if (people == 0) {
      return List.of();
    }
    List<ModelCard.Figure> figures = new ArrayList<>();
    for (String name : List.of("patientAccuracy", TUMOUR_ACCURACY)) {
      double sum = 0;
      boolean told = true;
      for (JsonNode part : parts) {
        told &= part.path(name).isNumber();
        sum += part.path("patients").asDouble() * part.path(name).asDouble();
      }
      if (told) {
        figures.add(new ModelCard.Figure(name, sum / people, Optional.empty()));
      }
    }
    figures.add(new ModelCard.Figure("patients", people, Optional.empty()));
    return figures;
  }

  public Optional<ModelCard.Figure> figure(String name) {
    return figures.stream().filter(f -> f.name().equals(name)).findFirst();
  }

  private static Optional<Interval> interval(JsonNode ci) {
    return ci.isArray() && ci.size() == 2 && ci.path(0).isNumber() && ci.path(1).isNumber()
        ? Optional.of(new Interval(ci.path(0).doubleValue(), ci.path(1).doubleValue()))
        : Optional.empty();
  }
}
