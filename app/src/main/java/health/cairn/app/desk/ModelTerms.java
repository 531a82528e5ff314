package health.cairn.app.desk;

/// Under what terms a model may be used.
///
/// @param title name and version
/// @param licence its SPDX identifier
/// @param attribution whom to name, in the card's words; may be empty
/// @param text of the licence, where it lies beside the model; may be empty
/// @param toAccept whether it runs only after somebody here has accepted it
/// @param accepted whether it may run: somebody has, or nobody needs to
public record ModelTerms(
    String title,
    String licence,
    String attribution,
    String text,
    boolean toAccept,
    boolean accepted) {}
