import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Formats every Java source of the project in Google style, or (`check`) names those that differ.
///
/// Usage: `Format check|write`, from the root of the checkout. Generated sources are left alone.
class Format {
  public static void main(String[] args) throws Exception {
    boolean write = args[0].equals("write");
    var formatter = new Formatter(JavaFormatterOptions.builder().formatJavadoc(false).build());
    var different = new ArrayList<Path>();
    for (Path file : sources()) {
      String before = Files.readString(file);
      String after =
          formatter.formatSource(
              RemoveUnusedImports.removeUnusedImports(
                  ImportOrderer.reorderImports(before, JavaFormatterOptions.Style.GOOGLE)));
      if (!after.equals(before)) {
        different.add(file);
        if (write) Files.writeString(file, after);
      }
    }
    if (write) {
      System.out.println("formatted " + different.size() + " files");
    } else if (!different.isEmpty()) {
      System.err.println("Not formatted: " + different + "; run: mvn -N validate exec:exec@format");
      System.exit(1);
    }
  }

  private static List<Path> sources() throws java.io.IOException {
    try (Stream<Path> files = Files.walk(Path.of("."), 20)) {
      return files
          .filter(f -> f.toString().endsWith(".java"))
          .filter(f -> f.toString().contains("/src/"))
          .filter(f -> !f.toString().contains("/generated/"))
          .filter(f -> !f.toString().contains("/target/"))
          .filter(f -> !f.toString().contains("node_modules"))
          .sorted()
          .toList();
    }
  }
}
