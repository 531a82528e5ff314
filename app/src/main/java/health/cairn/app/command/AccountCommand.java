package health.cairn.app.command;

import health.cairn.app.CairnException;
import health.cairn.app.access.AccessPolicy;
import health.cairn.app.access.Role;
import health.cairn.app.accounts.Accounts;
import health.cairn.app.accounts.Accounts.Account;
import health.cairn.app.security.Passphrase;
import health.cairn.app.store.Home;
import health.cairn.app.wiring.Desk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "account", description = "Who may work in this home, as what, by which policy.")
final class AccountCommand {
  private AccountCommand() {}

  static CommandLine line(CairnCommand root) {
    return new CommandLine(new AccountCommand())
        .addSubcommand(new ListAll(root))
        .addSubcommand(new Add(root))
        .addSubcommand(new Remove(root))
        .addSubcommand(new Policy(root));
  }

  private static String roles() {
    return Stream.of(Role.values())
        .filter(r -> r != Role.OWNER)
        .map(Role::key)
        .collect(Collectors.joining(", "));
  }

  @Command(name = "list", description = "Accounts with a passphrase of their own.")
  static final class ListAll extends HomeCommand {
    ListAll(CairnCommand root) {
      super(root);
    }

    @Override
    int on(Desk desk) throws CairnException {
      List<Account> accounts = desk.accounts().all();
      if (json()) {
        console().printJson(accounts);
        return 0;
      }
      for (Account account : accounts) {
        console()
            .print(
                "%-20s %-12s since %s by %s"
                    .formatted(
                        account.name(),
                        account.role().key(),
                        account.since().substring(0, 10),
                        account.by()));
      }
      if (accounts.isEmpty()) {
        console().print("Nobody but the owner, who has the passphrase of the home.");
      }
      return 0;
    }
  }

  @Command(
      name = "add",
      description =
          "Let somebody in with a passphrase of their own, read from CAIRN_NEW_PASSPHRASE, else asked for.")
  static final class Add extends HomeCommand {
    @Parameters(paramLabel = "NAME", description = "As it is given with --user.")
    String name = "";

    @Option(
        names = "--role",
        required = true,
        paramLabel = "ROLE",
        description = "radiologist, clinician, front-desk, researcher or it.")
    String role = "";

    Add(CairnCommand root) {
      super(root);
    }

    @Override
    int on(Desk desk) throws CairnException {
      Role as =
          Role.of(role)
              .orElseThrow(
                  () ->
                      new CairnException(
                          CairnException.Kind.REFUSED,
                          "There is no role %s; name one of %s.".formatted(role, roles())));
      try (Passphrase passphrase = console().newPassphrase("New passphrase of " + name)) {
        desk.accounts().add(name, as, passphrase);
      }
      print(Map.of("account", name, "role", as.key()));
      return 0;
    }
  }

  @Command(name = "remove", description = "Take an account away.")
  static final class Remove extends HomeCommand {
    @Parameters(paramLabel = "NAME", description = "As `cairn account list` shows it.")
    String name = "";

    Remove(CairnCommand root) {
      super(root);
    }

    @Override
    int on(Desk desk) throws CairnException {
      desk.accounts().remove(name);
      print(Map.of("removed", name));
      return 0;
    }
  }

  @Command(name = "policy", description = "The access policy that holds, or adopt another one.")
  static final class Policy extends HomeCommand {
    @Option(
        names = "--adopt",
        paramLabel = "FILE",
        description = "A policy, changed from what this command prints.")
    @Nullable Path adopted;

    Policy(CairnCommand root) {
      super(root);
    }

    @Override
    int on(Desk desk) throws CairnException {
      if (adopted == null) {
        console().print(Accounts.text(desk.accounts().policy()));
        return 0;
      }
      print(Map.of("adopted", desk.accounts().adopt(AccessPolicy.of(bytes(adopted)))));
      return 0;
    }

    private static byte[] bytes(Path file) throws CairnException {
      try {
        if (Files.size(file) > AccessPolicy.MAX_BYTES) {
          throw new CairnException(
              CairnException.Kind.REFUSED,
              file + " is no access policy: it is larger than 64 KiB.");
        }
        return Files.readAllBytes(file);
      } catch (IOException e) {
        throw new CairnException(
            CairnException.Kind.REFUSED, file + " cannot be read: " + Home.reason(e) + ".", e);
      }
    }
  }
}
