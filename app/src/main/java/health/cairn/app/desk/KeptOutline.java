package health.cairn.app.desk;

/// What became of an outline that a person drew.
///
/// @param finding that it belongs to, with its new figures
/// @param example what became of it as an example to learn from, a clause
public record KeptOutline(FindingView finding, String example) {}
