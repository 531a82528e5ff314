package health.cairn.imaging;

/// An input that was not taken, and why, in words for the person who gave it.
///
/// @param path the file as it was named (for an archive member: `archive.zip!/member`)
/// @param reason one sentence without patient data: what is wrong and what to do
public record Refusal(String path, String reason) {}
