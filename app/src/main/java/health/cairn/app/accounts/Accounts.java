package health.cairn.app.accounts;

import com.fasterxml.jackson.annotation.JsonProperty;
import health.cairn.app.CairnException;
import health.cairn.app.access.AccessPolicy;
import health.cairn.app.access.Role;
import health.cairn.app.models.SignedRecords;
import health.cairn.app.security.KeyRing;
import health.cairn.app.security.Passphrase;
import health.cairn.app.usecase.DeskJournal;
import health.cairn.ledger.journal.EventKind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The accounts of a home with their roles, and the access policy that was adopted here. Each has a
/// passphrase of its own; whoever opens the home with the home's passphrase is its owner, under any
/// name that has none. Whoever could let somebody in, or change what a role may, could open
/// everything: the owner alone does.
public final class Accounts {
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}._@-]{1,64}");
  private static final SignedRecords.Kind<Change> ACCOUNT =
      new SignedRecords.Kind<>("Account", Change.class, EventKind.ACCESS_RULES_CHANGED);
  private static final SignedRecords.Kind<Adopted> POLICY =
      new SignedRecords.Kind<>("AccessPolicy", Adopted.class, EventKind.ACCESS_RULES_CHANGED);

  private static final Set<Role> OWNER = Set.of(Role.OWNER);
  private static final Set<Role> RULERS = Set.of(Role.OWNER, Role.IT);

  private final SignedRecords records;
  private final DeskJournal journal;
  private final Path keyFile;
  private final KeyRing keys;
  private final String user;
  private final Clock clock;

  /// @param keyFile of the home
  /// @param keys open
  /// @param user who is signed in
  public Accounts(
      SignedRecords records,
      DeskJournal journal,
      Path keyFile,
      KeyRing keys,
      String user,
      Clock clock) {
    this.records = records;
    this.journal = journal;
    this.keyFile = keyFile;
    this.keys = keys;
    this.user = user;
    this.clock = clock;
  }

  /// @param role null where the account was taken away
  /// @param at RFC 3339, UTC
  record Change(
      @JsonProperty(required = true) String id,
      @JsonProperty(required = true) String name,
      @Nullable Role role,
      @JsonProperty(required = true) String at,
      @JsonProperty(required = true) String by) {}

  /// @param at RFC 3339, UTC
  record Adopted(
      @JsonProperty(required = true) String id,
      @JsonProperty(required = true) AccessPolicy policy,
      @JsonProperty(required = true) String at,
      @JsonProperty(required = true) String by) {}

  /// An account that can sign in.
  ///
  /// @param since RFC 3339, UTC
  public record Account(String name, Role role, String since, String by) {}

  /// What somebody is, who was let in under that name.
  ///
  /// @throws CairnException INTEGRITY for an account with a passphrase whose role is on no record
  public Role roleOf(String name) throws CairnException {
    Change last = latest().get(name);
    Role role = last == null ? null : last.role();
    if (role == null && KeyRing.accounts(keyFile).contains(name)) {
      throw new CairnException(
          CairnException.Kind.INTEGRITY,
          "The account %s has a passphrase and no role on record; the owner takes it away and adds it again."
              .formatted(name));
    }
    return role == null ? Role.OWNER : role;
  }

  /// @throws CairnException INTEGRITY where a decision is not what was signed
  public List<Account> all() throws CairnException {
    return latest().values().stream()
        .flatMap(
            c ->
                Optional.ofNullable(c.role()).stream()
                    .map(role -> new Account(c.name(), role, c.at(), c.by())))
        .toList();
  }

  /// Adds an account, or gives one another role and passphrase. The decision first: an account
  /// whose passphrase could not be written has a role and cannot sign in.
  ///
  /// @throws CairnException NOT_ALLOWED for who is not the owner, REFUSED for a name that is none
  public void add(String name, Role role, Passphrase passphrase) throws CairnException {
    require(OWNER, "add an account");
    if (!NAME.matcher(name).matches()) {
      throw refused(
          "An account's name has 1 to 64 letters, digits, dots, hyphens, underscores or @.");
    }
    if (role == Role.OWNER) {
      throw refused("The owner opens the home with its own passphrase; choose another role.");
    }
    if (passphrase.isEmpty()) {
      throw refused("The passphrase is empty; choose one.");
    }
    change(name, role, "account added as " + role.words());
    keys.admit(keyFile, name, passphrase);
  }

  /// @throws CairnException NOT_ALLOWED for who is neither owner nor IT staff, REFUSED where there
  ///   is no such account
  public void remove(String name) throws CairnException {
    requireRuler("take an account away");
    if (!KeyRing.accounts(keyFile).contains(name)) {
      throw refused("There is no account " + name + " here.");
    }
    keys.expel(keyFile, name);
    change(name, null, "account taken away");
  }

  /// What holds here.
  public AccessPolicy policy() throws CairnException {
    List<SignedRecords.Kept<Adopted>> all = records.all(POLICY);
    return all.isEmpty() ? AccessPolicy.standard() : all.getLast().document().policy();
  }

  /// @return id of the decision ("AccessPolicy/1")
  /// @throws CairnException NOT_ALLOWED for who is not the owner
  public String adopt(AccessPolicy policy) throws CairnException {
    require(OWNER, "adopt a policy");
    return records
        .add(
            POLICY,
            "access policy adopted",
            (id, connection) -> new Adopted(id, policy, now(), user))
        .id();
  }

  private void change(String name, @Nullable Role role, String purpose) throws CairnException {
    records.add(ACCOUNT, purpose, (id, connection) -> new Change(id, name, role, now(), user));
  }

  private Map<String, Change> latest() throws CairnException {
    Map<String, Change> latest = new LinkedHashMap<>();
    for (SignedRecords.Kept<Change> kept : records.all(ACCOUNT)) {
      latest.put(kept.document().name(), kept.document());
    }
    return latest;
  }

  /// For what binds the whole home and opens no patient's data: its keys, its network. A refusal is
  /// recorded.
  ///
  /// @param what after "may"
  /// @throws CairnException NOT_ALLOWED for who is neither owner nor IT staff
  public void requireRuler(String what) throws CairnException {
    require(RULERS, what);
  }

  private void require(Set<Role> rulers, String what) throws CairnException {
    Role role = roleOf(user);
    if (rulers.contains(role)) {
      return;
    }
    journal.append(
        (connection, entries) -> {
          entries.event(
              EventKind.ACCESS_DENIED, "%s, as %s".formatted(what, role.words()), "Home/rules", "");
          return true;
        });
    throw new CairnException(
        CairnException.Kind.NOT_ALLOWED,
        "Only the owner of this home%s may %s."
            .formatted(rulers.contains(Role.IT) ? " and IT staff" : "", what));
  }

  private String now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static CairnException refused(String sentence) {
    return new CairnException(CairnException.Kind.REFUSED, sentence);
  }

  /// A policy as it is shown.
  public static String text(AccessPolicy policy) {
    return new String(policy.toJson(), StandardCharsets.UTF_8);
  }
}
