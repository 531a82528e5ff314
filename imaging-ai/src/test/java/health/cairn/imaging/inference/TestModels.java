package health.cairn.imaging.inference;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.cairn.imaging.ImagingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// The tiny models of the tests (tiny.py beside them) laid out as a user's model folder.
public final class TestModels {
  private static final String FOLDER = "/health/cairn/imaging/inference/";

  private TestModels() {}

  /// Copies `tiny-segmenter` or `tiny-classifier` with its card into a folder.
  public static void copy(String name, Path folder) {
    try {
      Files.createDirectories(folder);
      Files.write(folder.resolve(name + ".json"), bytes(name + ".json"));
      Files.write(folder.resolve(name + ".onnx"), bytes(name + ".onnx"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static StoredModel segmenter(Path folder) throws ImagingException {
    copy("tiny-segmenter", folder);
    return ModelCatalogue.ofFolders(List.of(folder)).segmenter();
  }

  /// As an ensemble of two files: A trained on folds 1 to 3 of cheng_t1ce, B on 1, 2 and 4.
  public static StoredModel segmenterOfTwoFiles(Path folder) throws ImagingException {
    copy("tiny-segmenter", folder);
    Path card = folder.resolve("tiny-segmenter.json");
    try {
      Files.writeString(card, Cards.asEnsemble(Files.readString(card), "tiny-segmenter", folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ModelCatalogue.ofFolders(List.of(folder)).segmenter();
  }

  /// A tiny model whose card has a cut by expected Dice from 0.1 to the threshold of 0.5.
  public static StoredModel withCut(String name, Path folder, double mustReach)
      throws ImagingException {
    copy(name, folder);
    Path file = folder.resolve(name + ".json");
    try {
      var card = Cards.tree(Files.readString(file)).put("format", 2);
      card.putObject("cut")
          .put("rule", "expected-dice")
          .put("lowest", 0.1)
          .put("highest", 0.5)
          .put("mustReach", mustReach);
      Files.writeString(file, card.toPrettyString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ModelCatalogue.ofFolders(List.of(folder)).find(name, "1.0.0").orElseThrow();
  }

  /// As an ensemble of two that differ: A answers with the image, p, and B with p / (1 + p).
  public static StoredModel segmenterOfTwoMinds(Path folder) throws ImagingException {
    segmenterOfTwoFiles(folder);
    Path card = folder.resolve("tiny-segmenter.json");
    Path graph = folder.resolve("tiny-segmenter-B.onnx");
    try {
      // The graph has one operator, named in the clear; another name of its length makes another
      // graph.
      String bytes = Files.readString(graph, StandardCharsets.ISO_8859_1);
      Files.writeString(
          graph, bytes.replaceFirst("Identity", "Softsign"), StandardCharsets.ISO_8859_1);
      ObjectNode root = Cards.tree(Files.readString(card));
      ((ObjectNode) root.get("files").get(1)).put("sha256", sha256(graph));
      Files.writeString(card, root.toPrettyString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ModelCatalogue.ofFolders(List.of(folder)).segmenter();
  }

  private static String sha256(Path file) throws IOException {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  public static StoredModel classifier(Path folder) throws ImagingException {
    copy("tiny-classifier", folder);
    return ModelCatalogue.ofFolders(List.of(folder)).classifier();
  }

  /// A segmenter of FLAIR and T1 whose probability is the lesser of both; FLAIR stands in for a missing
  /// T1.
  public static StoredModel twoSequences(Path folder) throws ImagingException {
    copy("tiny-two", folder);
    return ModelCatalogue.ofFolders(List.of(folder)).find("tiny-two", "1.0.0").orElseThrow();
  }

  static byte[] bytes(String name) throws IOException {
    try (InputStream in = TestModels.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IOException("no test resource " + name);
      }
      return in.readAllBytes();
    }
  }
}
