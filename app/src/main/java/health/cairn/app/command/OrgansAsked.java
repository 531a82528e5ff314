package health.cairn.app.command;

import health.cairn.imaging.volume.PatientPoint;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/// Which organs at risk are to be outlined, and whether structures for planning are written.
final class OrgansAsked {
  @Option(
      names = "--organs",
      description =
          "Outline the hippocampi as organs at risk on a 3-D T1 series; the program looks for them"
              + " and says so where it cannot find them. Adds organs.dcm.")
  boolean look;

  @Option(
      names = "--hippocampus",
      paramLabel = "X,Y,Z",
      converter = Point.class,
      description =
          "A point in a hippocampus, placed by a reader, in the patient's millimetres (x to the left,"
              + " y to the back, z to the head); give it once or twice.")
  List<PatientPoint> points = List.of();

  @Option(
      names = "--structures",
      description =
          "Write structures.dcm, an RT Structure Set for dose planning, of all that was outlined.")
  boolean structures;

  boolean any() {
    return look || !points.isEmpty();
  }

  /// "25,-7,-16"
  static final class Point implements CommandLine.ITypeConverter<PatientPoint> {
    @Override
    public PatientPoint convert(String text) {
      String[] parts = text.split(",", -1);
      try {
        if (parts.length == 3) {
          PatientPoint point =
              new PatientPoint(
                  Double.parseDouble(parts[0].strip()),
                  Double.parseDouble(parts[1].strip()),
                  Double.parseDouble(parts[2].strip()));
          if (Double.isFinite(point.length())) {
            return point;
          }
        }
      } catch (NumberFormatException e) {
        throw new CommandLine.TypeConversionException(refusal(text));
      }
      throw new CommandLine.TypeConversionException(refusal(text));
    }

    private static String refusal(String text) {
      return "'" + text + "' is no point; write three numbers in millimetres, such as 25,-7,-16";
    }
  }
}
