package health.cairn.app.desk;

/// A model that can be tried on the site's own cases.
///
/// @param key what names it to [ModelCare#tryOn]
/// @param title name and version
/// @param does what it does, a few words
/// @param lastTrial what came out when it was tried last, a clause; empty where it never was
/// @param barred why it cannot be tried, a clause; empty where it can
public record TrialModel(String key, String title, String does, String lastTrial, String barred) {}
