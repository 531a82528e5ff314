package health.cairn.app.models;

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
import org.jspecify.annotations.Nullable;

/// What a model has to show on a site's own cases before it is switched on, read from a file that people can
/// read and change.
///
/// @param minimumPatients fewer are no test; at least 20
public record AcceptanceCriteria(
    String name, String version, int minimumPatients, List<Criterion> criteria) {
  /// Bound of a share of patients: the exact one-sided 95 % lower bound.
  static final String EXACT = "exact95OverPatients";

  private static final int LEAST_PATIENTS = 20;
  private static final int MAX_BYTES = 64 * 1024;
  private static final String SHIPPED = "acceptance-criteria.json";

  public AcceptanceCriteria {
    require(name, "name");
    require(version, "version");
    require(criteria, "criteria");
    criteria = List.copyOf(criteria);
    if (minimumPatients < LEAST_PATIENTS) {
      throw new IllegalArgumentException("minimumPatients is below " + LEAST_PATIENTS);
    }
    if (criteria.isEmpty()) {
      throw new IllegalArgumentException("it holds no criteria");
    }
  }

  /// One demand: the lower bound of a figure must reach a threshold.
  ///
  /// @param task "segment" or "classify"
  /// @param metric where the figure stands in `metrics.json` ("segmentation.diceMean")
  /// @param bound where its 95 % interval stands, or `exact95OverPatients` for a share of patients
  /// @param figure the card's own figure to compare with; then `margin` is how far below it the bound may lie
  /// @param atLeast the threshold itself, in place of `figure` and `margin`
  public record Criterion(
      String task,
      String metric,
      String bound,
      @Nullable String figure,
      @Nullable Double margin,
      @Nullable Double atLeast,
      @Nullable String why) {
    public Criterion {
      require(task, "task");
      require(metric, "metric");
      require(bound, "bound");
      boolean relative = figure != null && margin != null;
      if (relative == (atLeast != null)) {
        throw new IllegalArgumentException(metric + " needs either figure and margin or atLeast");
      }
      if (margin != null && !(margin >= 0 && margin <= 0.5)) {
        throw new IllegalArgumentException(metric + " has a margin outside of 0..0.5");
      }
    }
  }

  /// A file may lack what a record must have.
  private static void require(@Nullable Object value, String field) {
    if (value == null) {
      throw new IllegalArgumentException("it says no " + field);
    }
  }

  /// Criteria with the hash of the text they were read from.
  record Text(AcceptanceCriteria criteria, String sha256) {}

  static Text shipped() {
    try (InputStream in = AcceptanceCriteria.class.getResourceAsStream(SHIPPED)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks " + SHIPPED);
      }
      return read(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Text read(Path file) throws CairnException {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw refused(file, "it is larger than " + MAX_BYTES + " bytes", null);
      }
      return read(Files.readAllBytes(file));
    } catch (IOException e) {
      throw refused(file, JsonWords.why(e), e);
    }
  }

  private static Text read(byte[] content) throws IOException {
    return new Text(
        Documents.JSON.readValue(content, AcceptanceCriteria.class),
        Hash.sha256(new String(content, StandardCharsets.UTF_8)).hex());
  }

  private static CairnException refused(Path file, String why, @Nullable Exception cause) {
    String message = "The criteria in " + file + " cannot be used: " + why + ".";
    return cause == null
        ? new CairnException(CairnException.Kind.REFUSED, message)
        : new CairnException(CairnException.Kind.REFUSED, message, cause);
  }
}
