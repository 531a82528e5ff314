package health.cairn.imaging.classify;

import java.util.List;

/// How much a rule spoke.
///
/// @param name as in the rules' text
/// @param text what it asks for and what it says ("area is small -> none = 0.4")
/// @param because its reason in words; empty where it has none
/// @param strength 0 not at all .. 1 fully
/// @param known whether everything that it asks for was known
/// @param meanings what the words mean that it asks for, with their numbers, one sentence each
public record RuleFired(
    String name,
    String text,
    String because,
    double strength,
    boolean known,
    List<String> meanings) {
  public RuleFired {
    meanings = List.copyOf(meanings);
  }
}
