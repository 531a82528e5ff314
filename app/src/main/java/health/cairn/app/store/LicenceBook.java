package health.cairn.app.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import health.cairn.imaging.ImagingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Which models' licences a person has accepted, in a file beside the models. It holds no patient data
/// and guards no secret: who edits it has accepted the licence themselves.
public final class LicenceBook {
  private static final String NAME = "licences-accepted.txt";
  private static final int MAX_BYTES = 1 << 20;
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Path file;

  private LicenceBook(Path file) {
    this.file = file;
  }

  /// @param models the folder of a home's models; need not exist
  public static LicenceBook in(Path models) {
    return new LicenceBook(models.resolve(NAME));
  }

  /// One acceptance.
  ///
  /// @param model name and version
  /// @param sha256 of the model, as in its card
  /// @param licence SPDX identifier
  /// @param by who accepted it
  /// @param at ISO instant
  public record Acceptance(String model, String sha256, String licence, String by, String at) {}

  /// Hashes of the models whose licence was accepted.
  ///
  /// @throws ImagingException ENVIRONMENT where the file is there and cannot be read
  public Set<String> accepted() throws ImagingException {
    return read().stream().map(Acceptance::sha256).collect(Collectors.toSet());
  }

  /// @throws ImagingException ENVIRONMENT where it cannot be kept
  public void accept(String model, String sha256, String licence, String by, Instant at)
      throws ImagingException {
    List<Acceptance> all = new ArrayList<>(read());
    all.add(new Acceptance(model, sha256, licence, by, at.toString()));
    try {
      Files.createDirectories(file.getParent());
      Path part = file.resolveSibling(NAME + ".part");
      Files.write(part, JSON.writeValueAsBytes(all));
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new ImagingException(
          ImagingException.Kind.ENVIRONMENT,
          "That the licence was accepted cannot be kept in " + file + ".",
          e);
    }
  }

  private List<Acceptance> read() throws ImagingException {
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new IOException("it is larger than " + MAX_BYTES + " bytes");
      }
      return JSON.readValue(Files.readAllBytes(file), new TypeReference<List<Acceptance>>() {});
    } catch (JsonProcessingException e) {
      throw unreadable("it is not the list that was written there; remove it and accept again", e);
    } catch (IOException e) {
      throw unreadable(String.valueOf(e.getMessage()), e);
    }
  }

  private ImagingException unreadable(String why, IOException e) {
    return new ImagingException(
        ImagingException.Kind.ENVIRONMENT,
        "Which licences were accepted cannot be read from " + file + ": " + why + ".",
        e);
  }
}
