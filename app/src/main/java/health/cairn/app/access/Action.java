package health.cairn.app.access;

import health.cairn.app.desk.consent.ConsentPurpose;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What somebody wants to do with a patient's data. Each serves one purpose that patients decide on, or is asked of
/// the policy alone.
public enum Action {
  /// Names, so that somebody can be found.
  FIND_PATIENTS("see who is a patient here", null),
  LOOK_AT_IMAGES("look at the pictures", ConsentPurpose.CARE),
  READ_RECORD("read the health record", ConsentPurpose.CARE),
  /// Accept, reject or correct what a model proposed.
  DECIDE("decide on findings", ConsentPurpose.CARE),
  /// A report, structures for planning: files that leave the home.
  WRITE_FILES("write files about the patient", ConsentPurpose.CARE),
  /// See what patients decided, record it from paper, and let them in at the kiosk: also of one who refuses every use.
  HANDLE_CONSENT("handle what patients decide", null),
  /// Who did what with the data, and what the journal can prove of it: also of a patient who refuses every use, for
  /// it is there for the patient.
  SEE_JOURNAL("see who looked", null),
  /// Let models answer.
  ANALYSE("let models analyse the pictures", ConsentPurpose.AI_ANALYSIS),
  /// Give it to another institution.
  SHARE("share data for a second opinion", ConsentPurpose.SECOND_OPINION),
  RESEARCH("use data for research", ConsentPurpose.RESEARCH),
  TEACH("use data for teaching", ConsentPurpose.TEACHING),
  /// Try models, choose which of them serve, and learn on.
  MANAGE_MODELS("decide which models serve", null),
  /// Take everything about a patient out for good.
  ERASE("erase a patient", null);

  private static final String PERMIT = "Permit/";

  private final String words;
  private final @Nullable ConsentPurpose purpose;

  Action(String words, @Nullable ConsentPurpose purpose) {
    this.words = words;
    this.purpose = purpose;
  }

  /// After "may" or "may not".
  public String words() {
    return words;
  }

  /// Empty where no patient's decision bears on it.
  public Optional<ConsentPurpose> purpose() {
    return Optional.ofNullable(purpose);
  }

  /// What an entry is about that says somebody may do this with a patient's data.
  public String permitId(String patientKey) {
    return PERMIT + key() + "/" + patientKey;
  }

  /// The action of a [#permitId]; empty for what is none.
  public static Optional<Action> ofPermit(String recordId) {
    return Stream.of(values())
        .filter(action -> recordId.startsWith(action.permitId("")))
        .findFirst();
  }

  private String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// Whether it shows the health record, which a patient can leave out of a consent.
  public boolean showsTheRecord() {
    return this == READ_RECORD;
  }
}
