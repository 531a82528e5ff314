package health.cairn.imaging.classify;

/// How much a rule spoke.
///
/// @param name as in the rules' text
/// @param text what it asks for and what it says ("area is small -> none = 0.4")
/// @param because its reason in words; empty where it has none
/// @param strength 0 not at all .. 1 fully
/// @param known whether everything that it asks for was known
public record RuleFired(String name, String text, String because, double strength, boolean known) {}
