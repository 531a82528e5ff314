package health.cairn.app.store;

import health.cairn.ledger.journal.Salt;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Corrected cases to learn from, of patients who agreed to that and under pseudonyms that their salts make.
/// Without a consent nothing is kept once a finding is decided. Bound to one connection.
public final class LearningStore {
  private final Connection connection;

  public LearningStore(Connection connection) {
    this.connection = connection;
  }

  /// @param pseudonym 32 hexadecimal digits
  /// @param answers as text (`health.cairn.app.analysis.KeptAnswers`)
  /// @param slices SHA-256 of each slice that the answers are about, where these are kept
  /// @param locked for testing only
  public record Example(
      int number, String pseudonym, String answers, List<String> slices, boolean locked) {
    public Example {
      slices = List.copyOf(slices);
    }
  }

  /// What became of a decided finding.
  public enum Kept {
    /// It is an example now.
    EXAMPLE("kept as an example to learn from"),
    /// The patient did not agree.
    NOT_AGREED("not kept: the patient did not agree that corrections are learnt from"),
    /// Nothing is known of how the models that serve here came to their answer.
    NOTHING("not kept: the models that serve here did not answer, or it was decided on before"),
    /// Only what was drawn on T1 after contrast agent is learnt from.
    OTHER_SEQUENCE("not kept: only outlines on T1 after contrast agent are learnt from"),
    /// Nobody has said what kind of tumour it is.
    NO_KIND("not kept: nobody has said which kind of tumour it is"),
    /// Text stands in the pixels.
    BURNED_IN("not kept: text stands in these pictures, which may name the patient"),
    /// The patient is in the locked test set, whose cases are fixed.
    LOCKED_PATIENT("not kept: the patient is in the locked test set");

    private final String words;

    Kept(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /// Keeps what the members said, until the finding is decided.
  ///
  /// @param proposed the class they proposed together, or empty
  /// @param slices that they were asked about, packed; empty where these may not be kept
  public void propose(String finding, String proposed, String answers, List<byte[]> slices)
      throws SQLException {
    update("insert into learning_evidence values (?, ?, ?)", finding, proposed, answers);
    new LearningSlices(connection).propose(finding, slices);
  }

  /// Turns what the members said of a finding into an example, or forgets it.
  ///
  /// @param accepted whether the reader took over what was proposed
  /// @param right the class the reader named, or empty
  public Kept decided(
      String finding, String patientKey, boolean accepted, String right, Labelling labelling)
      throws SQLException {
    Kept kept = keep(finding, patientKey, accepted, right, labelling);
    update("delete from learning_evidence where reference = ?", finding);
    return kept;
  }

  private Kept keep(
      String finding, String patientKey, boolean accepted, String right, Labelling labelling)
      throws SQLException {
    Optional<String> pseudonym = pseudonym(patientKey);
    if (pseudonym.isEmpty()) {
      return Kept.NOT_AGREED;
    }
    Optional<String> answers =
        text("select answers from learning_evidence where reference = ?", finding);
    String proposed =
        text("select proposed from learning_evidence where reference = ?", finding).orElse("");
    String label = right.isEmpty() && accepted ? proposed : right;
    if (answers.isEmpty() || label.isEmpty()) {
      return Kept.NOTHING;
    }
    if (locked(pseudonym.get())) {
      return Kept.LOCKED_PATIENT;
    }
    int example = add(pseudonym.get(), labelling.of(answers.get(), pseudonym.get(), label));
    new LearningSlices(connection).take(finding, example);
    return Kept.EXAMPLE;
  }

  /// Puts the true class and a pseudonym into answers.
  @FunctionalInterface
  public interface Labelling {
    String of(String answers, String pseudonym, String label);
  }

  /// @param answers labelled, under the pseudonym
  /// @return its number
  public int add(String pseudonym, String answers) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into learning_example(pseudonym, answers) values (?, ?)",
            Statement.RETURN_GENERATED_KEYS)) {
      insert.setString(1, pseudonym);
      insert.setString(2, answers);
      insert.executeUpdate();
      try (ResultSet number = insert.getGeneratedKeys()) {
        number.next();
        return number.getInt(1);
      }
    }
  }

  /// Whether a patient's cases are for testing only.
  boolean locked(String pseudonym) throws SQLException {
    return examples().stream().anyMatch(e -> e.locked() && e.pseudonym().equals(pseudonym));
  }

  public boolean agreed(String patientKey) throws SQLException {
    return pseudonym(patientKey).isPresent();
  }

  /// @return false where the patient had agreed before
  public boolean agree(String patientKey) throws SQLException {
    if (agreed(patientKey)) {
      return false;
    }
    try (PreparedStatement insert =
        connection.prepareStatement("insert into learning_consent values (?, ?)")) {
      insert.setString(1, patientKey);
      insert.setBytes(2, Salt.random().bytes());
      insert.executeUpdate();
    }
    return true;
  }

  /// Destroys a patient's examples, outlines among them, and the salt that tied them to the patient.
  ///
  /// @return how many examples; empty where there was no consent
  public Optional<Integer> withdraw(String patientKey) throws SQLException {
    Optional<String> pseudonym = pseudonym(patientKey);
    if (pseudonym.isEmpty()) {
      return Optional.empty();
    }
    int destroyed =
        new OutlineExamples(connection).destroy(pseudonym.get())
            + update("delete from learning_example where pseudonym = ?", pseudonym.get());
    update("delete from learning_consent where patient_key = ?", patientKey);
    update(
        "delete from learning_evidence where reference in"
            + " (select reference from finding where patient_key = ?)",
        patientKey);
    return Optional.of(destroyed);
  }

  /// Oldest first.
  public List<Example> examples() throws SQLException {
    List<Example> all = new ArrayList<>();
    Map<Integer, List<String>> slices = new LearningSlices(connection).digests();
    try (PreparedStatement select =
            connection.prepareStatement(
                "select number, pseudonym, answers, locked from learning_example order by number");
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        all.add(
            new Example(
                rows.getInt(1),
                rows.getString(2),
                rows.getString(3),
                slices.getOrDefault(rows.getInt(1), List.of()),
                rows.getBoolean(4)));
      }
    }
    return all;
  }

  /// Puts every example of these patients aside for testing.
  public void lock(List<String> pseudonyms) throws SQLException {
    for (String pseudonym : pseudonyms) {
      update("update learning_example set locked = true where pseudonym = ?", pseudonym);
    }
  }

  public long agreements() throws SQLException {
    return Long.parseLong(
        text("select cast(count(*) as varchar) from learning_consent where patient_key <> ?", "")
            .orElse("0"));
  }

  private Optional<String> pseudonym(String patientKey) throws SQLException {
    return new Pseudonyms(connection).of(patientKey);
  }

  private Optional<String> text(String sql, String argument) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, argument);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
      }
    }
  }

  private int update(String sql, String... arguments) throws SQLException {
    try (PreparedStatement change = connection.prepareStatement(sql)) {
      for (int i = 0; i < arguments.length; i++) {
        change.setString(i + 1, arguments[i]);
      }
      return change.executeUpdate();
    }
  }
}
