package health.cairn.app.command;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.store.Home;
import health.cairn.app.wiring.Desk;
import health.cairn.ledger.LedgerException;
import health.cairn.ledger.journal.CheckpointVerifier;
import health.cairn.ledger.journal.Journal;
import health.cairn.ledger.journal.JournalCheck;
import health.cairn.ledger.journal.KeyChange;
import health.cairn.ledger.journal.SignedCheckpoint;
import health.cairn.ledger.witness.WitnessAnswer;
import health.cairn.ledger.witness.WitnessRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What `cairn ledger` does with the journal itself: check it, change its key, have it cosigned.
final class JournalCommands {
  private JournalCommands() {}

  static void addTo(CommandLine ledger, CairnCommand root) {
    ledger
        .addSubcommand(new Check(root))
        .addSubcommand(new RotateKey(root))
        .addSubcommand(new ShowWitness(root))
        .addSubcommand(new Request(root))
        .addSubcommand(new Cosign(root))
        .addSubcommand(new Cosigned(root));
  }

  @Command(
      name = "check",
      description = "Read the whole journal and check it; exit 5 when something was changed.")
  static final class Check extends HomeCommand {
    Check(CairnCommand root) {
      super(root);
    }

    @Override
    int on(Desk desk) throws CairnException {
      Map<String, Object> report = new LinkedHashMap<>();
      int exit = 0;
      try {
        Journal journal = desk.journal().journal();
        CheckpointVerifier verifier =
            new CheckpointVerifier(journal.keys(desk.signer().verificationKey()));
        switch (journal.verify(verifier)) {
          case JournalCheck.Intact intact -> {
            report.put("intact", true);
            report.put("entries", intact.size());
            report.put("erased", intact.destroyed());
            report.put("checkpoints", intact.checkpoints());
            report.put("clockSetBack", intact.clockSetBack());
          }
          case JournalCheck.Damaged damaged -> {
            report.put("intact", false);
            report.put("kind", damaged.kind().name());
            report.put("at", damaged.index());
            report.put("reason", damaged.reason());
            exit = CairnException.Kind.INTEGRITY.exitCode();
          }
        }
      } catch (LedgerException e) {
        throw Failures.of(e);
      }
      print(report);
      return exit;
    }
  }

  @Command(
      name = "rotate-key",
      description =
          "Sign checkpoints with a fresh key from now on; the old one signs that it goes.")
  static final class RotateKey extends HomeCommand {
    @Option(names = "--compromised", description = "Somebody else may hold the old key.")
    boolean compromised;

    RotateKey(CairnCommand root) {
      super(root);
    }

    @Override
    int on(Desk desk) throws CairnException {
      KeyChange change =
          desk.anchoring()
              .changeKey(compromised ? KeyChange.Cause.COMPROMISED : KeyChange.Cause.ROTATED);
      Map<String, Object> report = new LinkedHashMap<>();
      report.put("record", change.recordId());
      report.put("oldKey", change.oldKey().hex());
      report.put("newKey", change.newKey().hex());
      report.put("oldKeyHoldsUntil", change.body().until());
      print(report);
      return 0;
    }
  }

  @Command(name = "witness", description = "Show the keys that other institutions need to know.")
  static final class ShowWitness extends HomeCommand {
    ShowWitness(CairnCommand root) {
      super(root);
    }

    @Override
    int on(Desk desk) throws CairnException {
      Map<String, Object> report = new LinkedHashMap<>();
      report.put("journal", desk.signer().origin());
      report.put("journalKey", desk.signer().verificationKey().hex());
      report.put("witnessKey", desk.witnessing().keyText());
      print(report);
      return 0;
    }
  }

  @Command(
      name = "request-cosignature",
      description = "Sign the journal as it is, and write what a witness needs to cosign it.")
  static final class Request extends HomeCommand {
    @Option(names = "--out", required = true, paramLabel = "FILE", description = "For the witness.")
    Path out = Path.of("");

    @Option(
        names = "--witness",
        paramLabel = "KEY",
        description = "Who is asked, if that one cosigned before.")
    @Nullable String witness;

    @Option(
        names = "--from",
        paramLabel = "N",
        description = "Entries under what that one cosigned last, as it said itself.")
    @Nullable Long from;

    Request(CairnCommand root) {
      super(root);
    }

    @Override
    int on(Desk desk) throws CairnException {
      try (FreshFile file = FreshFile.of("--out", out)) {
        String request =
            desk.witnessing().request(Optional.ofNullable(witness), Optional.ofNullable(from));
        file.write(request.getBytes(StandardCharsets.UTF_8));
      }
      print(Map.of("file", out.toString()));
      return 0;
    }
  }

  @Command(
      name = "cosign",
      description = "Answer the request of another institution, as its witness.")
  static final class Cosign extends HomeCommand {
    @Parameters(paramLabel = "FILE", description = "As `request-cosignature` wrote it there.")
    Path request = Path.of("");

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The answer.")
    Path out = Path.of("");

    @Option(
        names = "--introduce",
        paramLabel = "HEX",
        description = "That institution's journal key, once, after making sure of it.")
    @Nullable String introduced;

    Cosign(CairnCommand root) {
      super(root);
    }

    @Override
    int on(Desk desk) throws CairnException {
      String asked = text(request, WitnessRequest.MAX_CHARS);
      Map<String, Object> report = new LinkedHashMap<>();
      int exit;
      try (FreshFile file = FreshFile.of("--out", out)) {
        exit =
            switch (desk.witnessing().cosign(asked, Optional.ofNullable(introduced))) {
              case WitnessAnswer.Cosigned cosigned -> {
                String line = cosigned.cosignature().line() + "\n";
                file.write(line.getBytes(StandardCharsets.UTF_8));
                report.put("answer", "cosigned");
                report.put("file", out.toString());
                yield 0;
              }
              case WitnessAnswer.GrowthFromElsewhere elsewhere -> {
                report.put("answer", "growth from elsewhere");
                report.put("reason", "Ask again from " + elsewhere.size() + " entries on.");
                report.put("size", elsewhere.size());
                yield CairnException.Kind.REFUSED.exitCode();
              }
              case WitnessAnswer.SplitView split -> {
                report.put("answer", "split view");
                report.put("reason", split.reason());
                yield CairnException.Kind.INTEGRITY.exitCode();
              }
              case WitnessAnswer.Refused refused -> {
                report.put("answer", "refused");
                report.put("reason", refused.reason());
                yield CairnException.Kind.REFUSED.exitCode();
              }
            };
      }
      print(report);
      return exit;
    }
  }

  @Command(
      name = "cosigned",
      description = "Keep a witness's answer with the checkpoint it is over.")
  static final class Cosigned extends HomeCommand {
    @Parameters(paramLabel = "FILE", description = "As `cosign` wrote it there.")
    Path answer = Path.of("");

    @Option(
        names = "--witness",
        required = true,
        paramLabel = "KEY",
        description = "Whose answer it is, as `ledger witness` shows it there.")
    String witness = "";

    Cosigned(CairnCommand root) {
      super(root);
    }

    @Override
    int on(Desk desk) throws CairnException {
      SignedCheckpoint over = desk.witnessing().keep(text(answer, 1000), witness);
      print(Map.of("checkpoint", over.checkpoint().size()));
      return 0;
    }
  }

  private static String text(Path file, int max) throws CairnException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(max + 1), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new CairnException(
          CairnException.Kind.REFUSED, file + " cannot be read: " + Home.reason(e) + ".", e);
    }
  }
}
