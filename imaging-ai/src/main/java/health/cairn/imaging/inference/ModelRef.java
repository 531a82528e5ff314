package health.cairn.imaging.inference;

/// Which model said something: enough to find it again and to prove that it was this one.
///
/// @param sha256 of the ONNX file, lower-case hexadecimal
/// @param licence SPDX identifier
public record ModelRef(String name, String version, String sha256, String licence) {}
