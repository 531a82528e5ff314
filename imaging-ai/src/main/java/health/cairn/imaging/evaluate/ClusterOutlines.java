package health.cairn.imaging.evaluate;

import health.cairn.imaging.inference.ModelRef;
import health.cairn.imaging.inference.Weights;
import health.cairn.imaging.radiomics.ClusterOutline;
import health.cairn.imaging.radiomics.ClusterSegmenter;
import health.cairn.imaging.radiomics.Clustering;
import health.cairn.imaging.uncertainty.OutlineCut;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// The outlines of the surveys' classical pipeline: pixels grouped by brightness. Nobody was learnt
/// from, so every patient is unseen.
record ClusterOutlines(Clustering method) implements PictureOutlines {
  @Override
  public ModelRef ref() {
    return ClusterSegmenter.ref(method);
  }

  @Override
  public Optional<PictureOutlines> neverSaw(String dataset, int fold) {
    return Optional.of(this);
  }

  @Override
  public List<Weights> weights() {
    return List.of();
  }

  @Override
  public String label() {
    return "tumour";
  }

  @Override
  public OutlineCut cut() {
    return OutlineCut.at(0.5);
  }

  @Override
  public List<OnGrid> ask(List<GreyPicture> pictures) {
    ClusterOutline outline = new ClusterOutline(method);
    return pictures.stream().map(p -> nearest(p, outline.of(p.sample()))).toList();
  }

  private static OnGrid nearest(GreyPicture picture, BitSet marked) {
    return (rows, columns) -> {
      double[] map = new double[rows * columns];
      for (int row = 0, at = 0; row < rows; row++) {
        int source = row * picture.rows() / rows * picture.columns();
        for (int column = 0; column < columns; column++, at++) {
          map[at] = marked.get(source + column * picture.columns() / columns) ? 1 : 0;
        }
      }
      return map;
    };
  }
}
