package health.cairn.imaging.inference;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Changes to cards that several tests make.
final class Cards {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Cards() {}

  static ObjectNode tree(String card) {
    try {
      return (ObjectNode) JSON.readTree(card);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The card's one network twice, as member A that saw folds 1 to 3 and B that saw 1, 2 and 4.
  static String asEnsemble(String card, String name, Path folder) {
    try {
      ObjectNode root = tree(card);
      root.put("format", 2);
      var files = root.putArray("files");
      for (String member : new String[] {"A", "B"}) {
        String file = name + "-" + member + ".onnx";
        Files.copy(folder.resolve(name + ".onnx"), folder.resolve(file));
        ObjectNode one = files.addObject();
        one.put("file", file);
        one.set("sha256", root.get("sha256"));
        one.set("bytes", root.get("bytes"));
        ObjectNode set = one.putObject("trainedOn").put("dataset", "cheng_t1ce");
        set.putArray("folds").add(1).add(2).add(member.equals("A") ? 3 : 4);
      }
      root.remove("file");
      root.remove("sha256");
      root.remove("bytes");
      return root.toPrettyString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
