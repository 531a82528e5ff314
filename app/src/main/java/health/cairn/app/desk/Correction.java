package health.cairn.app.desk;

/// What became of a finding that a reader corrected.
///
/// @param kept whether it is an example to learn from now
/// @param example what became of it as an example, a clause
public record Correction(FindingView finding, boolean kept, String example) {}
