package health.cairn.app.models;

import java.util.List;

/// The models that this program came with when a home first used them, or first after they changed.
///
/// @param id "ShippedModels/1"
/// @param by who worked then
/// @param at ISO instant
/// @param models hashes of networks and cards
public record ShippedModels(String id, String by, String at, List<ServingDecision.Chosen> models) {
  public ShippedModels {
    models = List.copyOf(models);
  }
}
