package health.cairn.fhir.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.ObjectReader;
import health.cairn.fhir.FhirException;
import health.cairn.fhir.codec.FhirReading.Why;
import health.cairn.fhir.r4.CanonicalJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// Reads FHIR R4 JSON that others wrote: a bundle of any type, a single resource, or NDJSON.
///
/// Strict about JSON (RFC 8259, UTF-8, no double member names), lenient about content: unknown
/// elements, profiles and code systems are kept as they are. Immutable; may be shared by threads. One
/// call holds about three times the input in memory.
public final class FhirReader {
  /// What is wrong with all of an input as JSON, and yet may be wrong with one line of NDJSON only.
  private static final Set<Why> BREAKS_ONE_LINE =
      EnumSet.of(Why.TRUNCATED, Why.NOT_JSON, Why.NOT_UTF8, Why.TOO_DEEP, Why.TOO_LARGE);

  private final FhirLimits limits;
  private final JsonFactory factory;
  private final ObjectReader reader;

  public FhirReader(FhirLimits limits) {
    this.limits = limits;
    this.factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(limits.maxDepth())
                    .maxStringLength(limits.maxStringChars())
                    .maxNumberLength(100)
                    .maxNameLength(1000)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    this.reader = CanonicalJson.mapper().reader().with(factory);
  }

  /// Reads a file.
  ///
  /// @throws FhirException when the file cannot be read from disk
  public FhirReading read(Path file) throws FhirException {
    try {
      if (Files.size(file) > limits.maxBytes()) {
        return tooLarge();
      }
      try (InputStream in = Files.newInputStream(file)) {
        return read(in);
      }
    } catch (IOException e) {
      throw new FhirException(FhirException.Kind.ENVIRONMENT, "The file cannot be read.", e);
    }
  }

  /// Reads a stream to its end, or to the first byte past the limit; does not close it, so it may be
  /// a member of a ZIP.
  ///
  /// @throws FhirException when the stream fails
  public FhirReading read(InputStream in) throws FhirException {
    byte[] bytes;
    try {
      bytes = in.readNBytes(Math.toIntExact(limits.maxBytes() + 1));
    } catch (IOException e) {
      throw new FhirException(FhirException.Kind.ENVIRONMENT, "The input cannot be read.", e);
    }
    if (bytes.length > limits.maxBytes()) {
      return tooLarge();
    }
    try {
      return records(bytes);
    } catch (RefusedInput e) {
      return e.refused();
    }
  }

  /// Whether the first bytes of a file may be FHIR JSON, so that a folder of mixed files can be told
  /// apart: white space or a byte order mark, then `{`. 64 bytes are enough.
  public static boolean mayBeFhir(byte[] head) {
    int bom = head.length >= 3 && (head[0] & 0xFF) == 0xEF ? 3 : 0;
    for (int i = bom; i < head.length; i++) {
      if (head[i] != ' ' && head[i] != '\t' && head[i] != '\n' && head[i] != '\r') {
        return head[i] == '{';
      }
    }
    return false;
  }

  private FhirReading records(byte[] bytes) throws RefusedInput {
    int start = TextCheck.start(bytes);
    try {
      return new RecordBuilder(bytes, reader, outline(bytes, start)).build();
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory cannot fail", e);
    }
  }

  /// Of the whole; where that is no JSON, of its whole lines.
  private Outline outline(byte[] bytes, int start) throws IOException, RefusedInput {
    try {
      return outlineOfAll(bytes, start);
    } catch (RefusedInput whole) {
      if (!BREAKS_ONE_LINE.contains(whole.refused().why())) {
        throw whole;
      }
      Optional<Outline> lines = Outline.ofLines(factory, bytes, start, limits);
      if (lines.isEmpty()) {
        throw whole;
      }
      return lines.get();
    }
  }

  private Outline outlineOfAll(byte[] bytes, int start) throws IOException, RefusedInput {
    try {
      TextCheck.checkUtf8(bytes);
      return Outline.of(factory, bytes, start, limits);
    } catch (JsonEOFException e) {
      throw new RefusedInput(Why.TRUNCATED, TextCheck.truncated(bytes.length));
    } catch (StreamConstraintsException e) {
      throw constraint(String.valueOf(e.getOriginalMessage()));
    } catch (JsonParseException e) {
      // The parser's message quotes the content, so only the place is told.
      if (e.getLocation().getByteOffset() + start >= bytes.length) {
        throw new RefusedInput(Why.TRUNCATED, TextCheck.truncated(bytes.length));
      }
      boolean twice = String.valueOf(e.getOriginalMessage()).startsWith("Duplicate");
      throw new RefusedInput(
          Why.NOT_JSON,
          "This is not JSON: "
              + (twice ? "a member is given twice" : "it breaks off")
              + " in line "
              + e.getLocation().getLineNr()
              + ", column "
              + e.getLocation().getColumnNr()
              + ".");
    }
  }

  private RefusedInput constraint(String message) {
    if (message.contains("nesting depth")) {
      return new RefusedInput(
          Why.TOO_DEEP, "The JSON is nested deeper than " + limits.maxDepth() + " levels.");
    }
    return new RefusedInput(
        Why.TOO_LARGE, "The JSON holds a single text, name or number beyond all measure.");
  }

  private FhirReading.Refused tooLarge() {
    return new FhirReading.Refused(
        Why.TOO_LARGE, "The file is larger than " + (limits.maxBytes() >> 20) + " MiB.");
  }
}
