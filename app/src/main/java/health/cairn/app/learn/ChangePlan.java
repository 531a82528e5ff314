package health.cairn.app.learn;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.cairn.app.CairnException;
import health.cairn.app.store.JsonWords;
import health.cairn.ledger.merkle.Hash;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What may change by itself at a site, within which bounds, how that is verified, and when to stop: a file for
/// people that code obeys. Written after the guiding principles for predetermined change control plans of FDA,
/// Health Canada and MHRA (2023).
///
/// @param after which principles it follows
/// @param mayChange in words; what the code can change at all
/// @param mayNotChange in words; what it cannot
public record ChangePlan(
    String name,
    String version,
    String after,
    List<String> mayChange,
    List<String> mayNotChange,
    Bounds bounds,
    Data data,
    Verification verification,
    Stop stop) {
  private static final int MAX_BYTES = 64 * 1024;
  private static final String SHIPPED = "change-plan.json";
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  public ChangePlan {
    mayChange = List.copyOf(mayChange);
    mayNotChange = List.copyOf(mayNotChange);
  }

  /// @param mostMeanShift mean change of the probabilities' distribution over the fitted cases, half the sum
  ///   of the absolute differences, 0..1
  public record Bounds(
      double leastTemperature, double mostTemperature, double mostMeanShift, String why) {}

  public record Data(
      int leastPatients,
      int leastPatientsPerClass,
      int leastLockedPatients,
      double lockedShare,
      String why) {
    public Data {
      if (leastPatients < 20 || leastLockedPatients < 10 || leastPatientsPerClass < 1) {
        throw new IllegalArgumentException("it asks for too few patients to show anything");
      }
      if (!(lockedShare >= 0.1 && lockedShare <= 0.9)) {
        throw new IllegalArgumentException("its lockedShare is outside of 0.1..0.9");
      }
    }
  }

  /// Differences are challenger minus champion over the locked patients.
  public record Verification(
      double logLossDifferenceBelow,
      double accuracyDifferenceAtLeast,
      double calibrationErrorRiseAtMost,
      String why) {}

  public record Stop(
      int mostLockedTests, boolean noPromotionDuringDrift, String rollBackWhen, String why) {}

  /// What a network must show that was trained anew on what the site exported.
  ///
  /// @param diceDifferenceAbove of outlines: challenger minus champion on locked patients, 95 % of it above this
  /// @param leastLockedPatients whose outlines are there
  public record Retraining(double diceDifferenceAbove, int leastLockedPatients, String why) {
    public Retraining {
      if (leastLockedPatients < 10) {
        throw new IllegalArgumentException("it asks for too few patients to show anything");
      }
    }
  }

  /// A plan with the text it was read from.
  ///
  /// @param retraining empty in plans of before networks could be trained anew, which let none answer
  public record Text(ChangePlan plan, Optional<Retraining> retraining, String text) {
    public String sha256() {
      return Hash.sha256(text).hex();
    }
  }

  /// The plan that is shipped.
  public static Text shipped() {
    try (InputStream in = ChangePlan.class.getResourceAsStream(SHIPPED)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks " + SHIPPED);
      }
      return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A site's own plan.
  ///
  /// @throws CairnException REFUSED for a file that is no plan
  public static Text read(Path file) throws CairnException {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new IOException("it is larger than " + MAX_BYTES + " bytes");
      }
      return read(Files.readString(file));
    } catch (IOException e) {
      throw new CairnException(
          CairnException.Kind.REFUSED,
          "The change plan in %s cannot be used: %s.".formatted(file, JsonWords.why(e)),
          e);
    }
  }

  static Text read(String text) throws IOException {
    if (!(JSON.readTree(text) instanceof ObjectNode plan)) {
      throw new IOException("it is no object");
    }
    JsonNode retraining = plan.remove("retraining");
    return new Text(
        JSON.treeToValue(plan, ChangePlan.class),
        retraining == null || retraining.isNull()
            ? Optional.empty()
            : Optional.of(JSON.treeToValue(retraining, Retraining.class)),
        text);
  }
}
