package health.cairn.imaging.dicom;

/// Who outlined the segments (DICOM PS3.3 10.16, Algorithm Identification).
///
/// @param name of the model, at most 64 characters
/// @param version of the model, at most 64 characters
/// @param parameters what else decides the result, such as the SHA-256 of the weights; or empty
public record SegAlgorithm(String name, String version, String parameters) {}
