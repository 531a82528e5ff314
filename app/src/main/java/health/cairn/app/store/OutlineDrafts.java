package health.cairn.app.store;

import health.cairn.app.desk.OutlineDraft;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Mask;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/// Outlines that readers have begun and not kept: one for each person and study. Bound to one connection.
public final class OutlineDrafts {
  private final Connection connection;

  public OutlineDrafts(Connection connection) {
    this.connection = connection;
  }

  /// A draft without its place.
  ///
  /// @param columns of its grid, with rows and slices
  public record Stored(
      String seriesInstanceUid,
      Optional<String> findingId,
      String label,
      int columns,
      int rows,
      int slices,
      BitSet inside) {}

  /// Takes the place of what this person had begun in that study.
  public void put(OutlineDraft draft, String actor) throws SQLException {
    delete(draft.studyInstanceUid(), actor);
    Grid grid = draft.mask().grid();
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into outline_draft values (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      insert.setString(1, draft.studyInstanceUid());
      insert.setString(2, actor);
      insert.setString(3, draft.seriesInstanceUid());
      insert.setString(4, draft.findingId().orElse(""));
      insert.setString(5, draft.label());
      insert.setInt(6, grid.columns());
      insert.setInt(7, grid.rows());
      insert.setInt(8, grid.slices());
      insert.setBytes(9, packed(draft.mask().bits()));
      insert.executeUpdate();
    }
  }

  public Optional<Stored> of(String studyInstanceUid, String actor) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select series_uid, finding, label, grid_columns, grid_rows, grid_slices, inside"
                + " from outline_draft where study_uid = ? and actor = ?")) {
      select.setString(1, studyInstanceUid);
      select.setString(2, actor);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        int columns = row.getInt(4);
        int rows = row.getInt(5);
        int slices = row.getInt(6);
        long voxels = (long) columns * rows * slices;
        return Optional.of(
            new Stored(
                row.getString(1),
                Optional.of(row.getString(2)).filter(f -> !f.isEmpty()),
                row.getString(3),
                columns,
                rows,
                slices,
                unpacked(row.getBytes(7), voxels)));
      }
    }
  }

  public void delete(String studyInstanceUid, String actor) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "delete from outline_draft where study_uid = ? and actor = ?")) {
      delete.setString(1, studyInstanceUid);
      delete.setString(2, actor);
      delete.executeUpdate();
    }
  }

  /// The draft on the grid of its series, or empty where the series has another one.
  public static Optional<OutlineDraft> placed(
      Stored stored, String studyInstanceUid, Function<String, Optional<Grid>> grids) {
    return grids
        .apply(stored.seriesInstanceUid())
        .filter(
            g ->
                g.columns() == stored.columns()
                    && g.rows() == stored.rows()
                    && g.slices() == stored.slices())
        .map(
            grid ->
                new OutlineDraft(
                    studyInstanceUid,
                    stored.seriesInstanceUid(),
                    stored.findingId(),
                    stored.label(),
                    Mask.of(grid, stored.inside())));
  }

  private static byte[] packed(BitSet bits) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
      deflater.write(bits.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static BitSet unpacked(byte[] packed, long voxels) throws SQLException {
    int most = (int) Math.min(voxels / 8 + 1, Grid.MAX_VOXELS / 8 + 1);
    try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(packed))) {
      byte[] bytes = in.readNBytes(most);
      BitSet bits = BitSet.valueOf(bytes);
      if (in.read() >= 0 || bits.length() > voxels) {
        throw new SQLException("a draft of an outline is larger than its grid");
      }
      return bits;
    } catch (IOException e) {
      throw new SQLException("a draft of an outline is damaged", e);
    }
  }
}
