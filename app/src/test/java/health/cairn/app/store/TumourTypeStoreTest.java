package health.cairn.app.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import health.cairn.app.desk.TumourType;
import health.cairn.app.desk.TumourType.Rule;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TumourTypeStoreTest {
  @Test
  void of_readsWhatWasKeptBeforeRulesSaidWhatTheirWordsMean() throws Exception {
    try (Connection connection = opened()) {
      try (Statement insert = connection.createStatement()) {
        insert.execute(
            """
            insert into tumour_type values ('Finding/1', '{"opinions": [], "rules": [{"name": "rim",
              "because": "it is so", "says": "speaks for glioma", "strength": 0.5, "text": "rim is free -> glioma = 1"}],
              "evidence": []}')
            """);
      }
      TumourType kept = new TumourTypeStore(connection).of("Finding/1").orElseThrow();
      assertEquals(
          new Rule(
              "rim", "it is so", "speaks for glioma", 0.5, "rim is free -> glioma = 1", List.of()),
          kept.rules().getFirst());
    }
  }

  @Test
  void add_keepsWhatTheWordsOfARuleMean() throws Exception {
    TumourType type =
        new TumourType(
            List.of(new TumourType.Opinion("a 1", Map.of("glioma", 1.0), 1)),
            List.of(new Rule("rim", "", "", 1, "", List.of("rim is free: fully from 0 to 0.02"))),
            List.of());
    try (Connection connection = opened()) {
      new TumourTypeStore(connection).add("Finding/2", type);
      assertEquals(type, new TumourTypeStore(connection).of("Finding/2").orElseThrow());
    }
  }

  private static Connection opened() throws Exception {
    Connection connection = DriverManager.getConnection("jdbc:h2:mem:");
    try (Statement create = connection.createStatement()) {
      create.execute("create table tumour_type(reference varchar primary key, json varchar)");
    }
    return connection;
  }
}
