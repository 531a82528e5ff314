package health.cairn.app.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// Brings the tables of a home to the version this program knows: one script per version, each applied
/// once, in order, in the transaction of the caller.
final class Migrations {
  private static final List<String> SCRIPTS =
      List.of(
          "001-first-light.sql",
          "002-role-of-the-files.sql",
          "003-models.sql",
          "004-insight.sql",
          "005-learning.sql",
          "006-outlines.sql",
          "007-tumour-type.sql",
          "008-witnesses-and-keys.sql",
          "009-consent.sql",
          "010-outline-drafts.sql",
          "011-monitor.sql",
          "012-accesses.sql",
          "013-statements.sql",
          "014-received-grants.sql",
          "015-learning-pictures.sql",
          "016-outline-traits.sql",
          "017-exported-outlines.sql",
          "018-registries.sql",
          "019-sent-statements.sql");

  private Migrations() {}

  static void apply(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("create table if not exists schema_version(version int primary key)");
      int current;
      try (ResultSet rows =
          statement.executeQuery("select coalesce(max(version), 0) from schema_version")) {
        rows.next();
        current = rows.getInt(1);
      }
      for (int version = current + 1; version <= SCRIPTS.size(); version++) {
        for (String command : script(SCRIPTS.get(version - 1)).split(";\\s*\\n", -1)) {
          if (!command.isBlank()) {
            statement.execute(command);
          }
        }
        statement.execute("insert into schema_version values (" + version + ")");
      }
    }
  }

  private static String script(String name) {
    try (InputStream in = Migrations.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its script " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
