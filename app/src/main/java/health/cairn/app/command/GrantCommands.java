package health.cairn.app.command;

import health.cairn.app.CairnException;
import health.cairn.app.access.LedgerGrants.Standing;
import health.cairn.app.access.ReceivedGrant;
import health.cairn.app.store.Home;
import health.cairn.app.wiring.Anchoring;
import health.cairn.app.wiring.Desk;
import health.cairn.app.wiring.SecondOpinions;
import health.cairn.ledger.besu.ChainConfig;
import health.cairn.ledger.consent.GrantLookup;
import health.cairn.ledger.consent.HandedGrant;
import health.cairn.ledger.json.JsonRefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A grant on its way to the institution that gives a second opinion: handed over, taken in there, and asked of the chain by
/// anybody who holds it.
final class GrantCommands {
  private GrantCommands() {}

  @Command(
      name = "hand",
      description =
          "Write the grant under a yes to a second opinion, for the institution that the yes names: send it with the"
              + " data. With it that institution asks the chain itself whether it may open them. As confidential as the"
              + " data.")
  static final class Hand extends ConsentCommand.OfPatient {
    @Parameters(
        index = "1",
        paramLabel = "CONSENT",
        description = "Consent/..., as `consent list` names it.")
    String consent = "";

    @Option(
        names = "--out",
        required = true,
        paramLabel = "FILE",
        description = "Where to write it, readable by its owner only.")
    @Nullable Path out;

    Hand(CairnCommand root) {
      super(root);
    }

    @Override
    int on(Desk desk) throws CairnException {
      Path target = Objects.requireNonNull(out);
      String key = patientKey(desk, patient);
      HandedGrant handed;
      try (FreshFile file = FreshFile.ownerOnly("--out", target)) {
        handed = desk.secondOpinions().hand(key, consent);
        file.write(handed.toBytes());
      }
      Map<String, Object> report = new LinkedHashMap<>();
      report.put("written", target.toString());
      report.put("to", handed.said().to());
      report.put("until", handed.said().until().map(LocalDate::toString).orElse(""));
      report.put("ledger", desk.grantOutbox().waits(consent) ? "waiting" : "settled");
      print(report);
      return 0;
    }
  }

  @Command(
      name = "take",
      description =
          "Take in a grant that came with a patient's data from another institution. From then on the data are open"
              + " here only while the chain says that it holds, or the patient decides here.")
  static final class Take extends ConsentCommand.OfPatient {
    @Parameters(index = "1", paramLabel = "FILE", description = "As `cairn consent hand` wrote it.")
    @Nullable Path file;

    Take(CairnCommand root) {
      super(root);
    }

    @Override
    int on(Desk desk) throws CairnException {
      ReceivedGrant grant =
          desk.secondOpinions()
              .take(content(Objects.requireNonNull(file)), patientKey(desk, patient));
      print(report(grant, desk.grants().received(grant)));
      return 0;
    }
  }

  @Command(
      name = "check",
      description =
          "Ask the chain whether a grant that was handed over holds. Needs no home where --rpc names a node; else those"
              + " of the home's settings are asked.")
  static final class Check implements Callable<Integer> {
    private final CairnCommand root;

    @Parameters(paramLabel = "FILE", description = "As `cairn consent hand` wrote it.")
    @Nullable Path file;

    @ArgGroup(exclusive = false)
    @Nullable NodeOptions node;

    Check(CairnCommand root) {
      this.root = root;
    }

    @Override
    public Integer call() throws CairnException {
      HandedGrant handed = SecondOpinions.read(content(Objects.requireNonNull(file)));
      Map<String, Object> report = new LinkedHashMap<>();
      report.put("purpose", handed.said().purpose());
      report.put("scope", scope(handed));
      report.put("from", handed.said().from());
      report.put("to", handed.said().to());
      report.put("institution", handed.said().key().institution().hex());
      report.put("registry", handed.said().registry().hex());
      int exit =
          switch (SecondOpinions.ask(handed, chain(handed))) {
            case GrantLookup.Found found -> {
              boolean over = handed.said().until().filter(today()::isAfter).isPresent();
              boolean holds = found.state() == GrantLookup.State.GRANTED && !over;
              report.put("state", over ? "expired" : words(found.state()));
              if (holds) {
                report.put("until", found.until().toString());
              }
              yield holds ? 0 : CairnException.Kind.NOT_ALLOWED.exitCode();
            }
            case GrantLookup.Unreachable silent -> {
              report.put("state", "not checked");
              report.put("reason", silent.reason());
              yield CairnException.Kind.UNREACHABLE.exitCode();
            }
            case GrantLookup.Distrusted liar -> {
              report.put("state", "not checked");
              report.put("reason", liar.reason());
              yield CairnException.Kind.INTEGRITY.exitCode();
            }
          };
      if (root.json()) {
        root.console().printJson(report);
      } else {
        report.forEach((name, value) -> root.console().print("%-16s %s".formatted(name, value)));
      }
      return exit;
    }

    private ChainConfig chain(HandedGrant handed) throws CairnException {
      HandedGrant.Said said = handed.said();
      if (node != null) {
        return Anchoring.config(
            node.rpc, said.chainId(), said.registry().hex(), node.access(root.home()));
      }
      ChainConfig named =
          Anchoring.consentsOf(root.home())
              .orElseThrow(
                  () ->
                      new CairnException(
                          CairnException.Kind.REFUSED,
                          "The settings name no registry of consent: name a node with --rpc."));
      if (named.chainId() != said.chainId() || !named.contract().equals(said.registry())) {
        throw new CairnException(
            CairnException.Kind.REFUSED,
            "The grant is on chain %d, registry %s, and the settings name another; name a node with --rpc."
                .formatted(said.chainId(), said.registry()));
      }
      return named;
    }

    private static String words(GrantLookup.State state) {
      return switch (state) {
        case GRANTED -> "in force";
        case WITHDRAWN -> "withdrawn";
        case EXPIRED -> "expired";
        case UNKNOWN -> "not on the chain";
      };
    }
  }

  /// As `consent list` shows it.
  static Map<String, Object> report(ReceivedGrant grant, Standing said) {
    HandedGrant.Said words = grant.handed().said();
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("consent", grant.grantId());
    report.put("purpose", words.purpose());
    report.put("decision", "yes");
    report.put("scope", scope(grant.handed()));
    report.put("recipient", words.to());
    report.put("givenBy", words.from());
    report.put("from", grant.receivedAt());
    report.put("until", words.until().map(LocalDate::toString).orElse(""));
    report.put("state", isOver(grant) ? "over" : said.words());
    report.put("ledger", "none");
    ConsentCommand.put(report, said);
    return report;
  }

  /// Whether there is nothing left of it, as far as is known.
  static boolean ended(ReceivedGrant grant, Standing said) {
    return isOver(grant) || said instanceof Standing.Ended;
  }

  private static boolean isOver(ReceivedGrant grant) {
    return grant.handed().said().until().filter(today()::isAfter).isPresent();
  }

  private static LocalDate today() {
    return LocalDate.now(ZoneId.systemDefault());
  }

  private static String scope(HandedGrant handed) {
    return handed.said().record() ? "everything" : "pictures";
  }

  /// @throws CairnException REFUSED, by the file's name, for what is no grant at all
  private static byte[] content(Path file) throws CairnException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(HandedGrant.MAX_BYTES + 1);
      HandedGrant.parse(content);
      return content;
    } catch (IOException e) {
      throw new CairnException(
          CairnException.Kind.REFUSED, file + " cannot be read: " + Home.reason(e) + ".", e);
    } catch (JsonRefusedException e) {
      throw new CairnException(
          CairnException.Kind.REFUSED,
          "%s is no grant as `cairn consent hand` writes it: %s.".formatted(file, e.getMessage()),
          e);
    }
  }
}
