package health.cairn.app.monitor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import health.cairn.app.desk.MonitorReport;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A report as it is kept, with what the next run goes on from.
///
/// @param senders how far the chain was read, or null where it was not
/// @param decisions how far the registry of consent was read, or null where it was not
/// @param anchorsBack entries under the anchor that was read back last
/// @param decisionsBack number of the decision that was read back last
record KeptReport(
    MonitorReport report,
    @Nullable Senders senders,
    @Nullable Senders decisions,
    long anchorsBack,
    long decisionsBack) {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /// @param place which chain, contract, account and journal were asked about
  /// @param next the first block that was not read
  record Senders(String place, long next) {}

  String text() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report that is no JSON", e);
    }
  }

  /// @return empty for a text of another version, or none of ours: then everything is looked at anew
  static Optional<KeptReport> parse(String text) {
    try {
      return Optional.ofNullable(JSON.readValue(text, KeptReport.class));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
