package health.cairn.fhir.codec;

import health.cairn.fhir.FhirException;
import java.io.InputStream;
import java.nio.file.Path;

/// Reads FHIR R4 JSON that others wrote: a bundle of any type, a single resource, or NDJSON.
///
/// Strict about JSON (RFC 8259, UTF-8, no double member names), lenient about content: unknown
/// elements, profiles and code systems are kept as they are. Immutable; may be shared by threads. One
/// call holds about three times the input in memory.
@SuppressWarnings("DoNotCallSuggester")
public final class FhirReader {
  private final FhirLimits limits;

  public FhirReader(FhirLimits limits) {
    this.limits = limits;
  }

  /// Reads a file.
  ///
  /// @throws FhirException when the file cannot be read from disk
  public FhirReading read(Path file) throws FhirException {
    throw new UnsupportedOperationException("lands next");
  }

  /// Reads a stream to its end, or to the first byte past the limit; does not close it, so it may be
  /// a member of a ZIP.
  ///
  /// @throws FhirException when the stream fails
  public FhirReading read(InputStream in) throws FhirException {
    throw new UnsupportedOperationException("lands next " + limits);
  }

  /// Whether the first bytes of a file may be FHIR JSON, so that a folder of mixed files can be told
  /// apart: white space or a byte order mark, then `{`. 64 bytes are enough.
  public static boolean mayBeFhir(byte[] head) {
    for (byte b : head) {
      if (b == '{') {
        return true;
      }
      boolean skip = b == ' ' || b == '\t' || b == '\n' || b == '\r' || (b & 0xFF) >= 0xBB;
      if (!skip) {
        return false;
      }
    }
    return false;
  }
}
