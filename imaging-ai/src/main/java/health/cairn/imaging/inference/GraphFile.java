package health.cairn.imaging.inference;

/// A file that belongs to a model and lies beside its card.
///
/// @param file its name; no folders
/// @param sha256 lower-case hexadecimal; nothing runs that differs
/// @param bytes its size
public record GraphFile(String file, String sha256, long bytes) {}
