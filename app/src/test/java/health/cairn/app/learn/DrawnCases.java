package health.cairn.app.learn;

import health.cairn.app.CairnException;
import health.cairn.app.analysis.KeptAnswers;
import health.cairn.app.analysis.Networks;
import health.cairn.app.store.Database;
import health.cairn.app.store.LearningSlices;
import health.cairn.app.store.LearningStore;
import health.cairn.imaging.classify.PackedSlice;
import health.cairn.imaging.classify.SliceSample;
import health.cairn.imaging.fuse.OutOfFold;
import health.cairn.imaging.fuse.SliceEvidence;
import health.cairn.imaging.fuse.TumourClass;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.imageio.ImageIO;

/// Corrected cases of drawn patients, one each: members that are nearly of one mind, and right more often than
/// not.
public final class DrawnCases {
  private DrawnCases() {}

  /// @param networks that answered
  /// @param sureness factor on the logits; 1 would be calibrated
  public static void add(
      Database database, Networks networks, int patients, long seed, double sureness)
      throws CairnException {
    Random random = new Random(seed);
    database.write(
        connection -> {
          LearningStore store = new LearningStore(connection);
          for (int i = 0; i < patients; i++) {
            String pseudonym = "%016x%016x".formatted(random.nextLong(), random.nextLong());
            List<OutOfFold> rows =
                drawn(random, List.copyOf(networks.members()), pseudonym, sureness);
            store.add(pseudonym, new KeptAnswers(networks, rows).text());
          }
          return true;
        });
  }

  /// The same with slices to ask others about: a picture each of a folder that the drawn heads of tests are in.
  public static void addSlices(Database database, Networks networks, Path heads, int patients)
      throws CairnException, IOException {
    Random random = new Random(3);
    List<byte[]> slices = new ArrayList<>();
    for (int i = 0; i < patients; i++) {
      slices.add(
          PackedSlice.of(
              slice(
                  ImageIO.read(heads.resolve("images/c" + i + ".png").toFile()),
                  ImageIO.read(heads.resolve("masks/c" + i + ".png").toFile()))));
    }
    database.write(
        connection -> {
          for (byte[] slice : slices) {
            String pseudonym = "%016x%016x".formatted(random.nextLong(), random.nextLong());
            List<OutOfFold> rows = drawn(random, List.copyOf(networks.members()), pseudonym, 1);
            int example =
                new LearningStore(connection)
                    .add(pseudonym, new KeptAnswers(networks, rows).text());
            new LearningSlices(connection).add(example, 0, slice);
          }
          return true;
        });
  }

  private static SliceSample slice(BufferedImage head, BufferedImage mask) {
    int columns = head.getWidth();
    double[] values = new double[columns * head.getHeight()];
    BitSet region = new BitSet();
    for (int at = 0; at < values.length; at++) {
      values[at] = head.getRaster().getSample(at % columns, at / columns, 0);
      region.set(at, mask.getRaster().getSample(at % columns, at / columns, 0) > 127);
    }
    return new SliceSample(
        head.getHeight(),
        columns,
        values,
        Optional.of(new SliceSample.PixelSpacing(1.9, 1.9)),
        region);
  }

  private static List<OutOfFold> drawn(
      Random random, List<String> members, String pseudonym, double sureness) {
    TumourClass label = TumourClass.at(random.nextInt(3));
    double[] common = new double[4];
    for (int k = 0; k < 4; k++) {
      common[k] = (k == label.index() ? 1 : 0) + random.nextGaussian() - (k == 3 ? 2 : 0);
    }
    List<OutOfFold> rows = new ArrayList<>();
    for (String member : members) {
      double[] p = new double[4];
      double sum = 0;
      for (int k = 0; k < 4; k++) {
        p[k] = Math.exp(sureness * (common[k] + 0.2 * random.nextGaussian()));
        sum += p[k];
      }
      List<Double> shares = new ArrayList<>();
      for (double one : p) {
        shares.add(one / sum);
      }
      rows.add(
          new OutOfFold(
              "case", pseudonym, 0, label, member, shares, Double.NaN, SliceEvidence.UNKNOWN));
    }
    return rows;
  }
}
