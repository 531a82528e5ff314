package health.cairn.fhir.codec;

/// How much of an input is looked at before it is refused. Time is bounded by size: every input is
/// passed over a fixed number of times.
///
/// @param maxBytes size of a file or stream
/// @param maxDepth nesting of JSON objects and arrays
/// @param maxEntries entries of a bundle, or lines of NDJSON
/// @param maxStringChars length of one string (attachments are base64 strings)
public record FhirLimits(long maxBytes, int maxDepth, int maxEntries, int maxStringChars) {
  /// 64 MiB, 100 levels, 100,000 entries, 48 Mi characters.
  public static final FhirLimits STANDARD = new FhirLimits(64L << 20, 100, 100_000, 48 << 20);

  public FhirLimits {
    if (maxBytes < 1
        || maxBytes > 1L << 30
        || maxDepth < 8
        || maxEntries < 1
        || maxStringChars < 1) {
      throw new IllegalArgumentException("limits must be positive, and maxBytes at most 1 GiB");
    }
  }
}
