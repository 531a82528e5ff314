package health.cairn.imaging;

/// An input that was not taken, and why, in words for the person who gave it.
///
/// @param path the file as it was named (for an archive member: `archive.zip!/member`)
/// @param reason without patient data, a clause that follows the name: "is not DICOM", "is cut off: it
///   ends inside an element"
public record Refusal(String path, String reason) {}
