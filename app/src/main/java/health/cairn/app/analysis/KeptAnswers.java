package health.cairn.app.analysis;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.fuse.OutOfFold;
import health.cairn.imaging.fuse.OutOfFoldCsv;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;

/// What members said of one case, with who they were: the text that examples to learn from are kept as.
public record KeptAnswers(Networks networks, List<OutOfFold> rows) {
  public KeptAnswers {
    rows = List.copyOf(rows);
  }

  /// The networks, then a table as calibration and fusion take it.
  public String text() {
    return networks.above(OutOfFoldCsv.write(rows));
  }

  /// @throws ImagingException REFUSED for a text that [#text] did not make
  public static KeptAnswers read(String text) throws ImagingException, IOException {
    return new KeptAnswers(
        Networks.of(text), OutOfFoldCsv.read(new StringReader(Networks.below(text))));
  }
}
