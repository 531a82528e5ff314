package health.cairn.app.command;

import health.cairn.app.CairnException;
import health.cairn.app.access.LedgerGrants.Standing;
import health.cairn.app.access.ReceivedGrant;
import health.cairn.app.desk.consent.ConsentDecision;
import health.cairn.app.desk.consent.ConsentPurpose;
import health.cairn.app.desk.consent.ConsentScope;
import health.cairn.app.desk.consent.ConsentTerms;
import health.cairn.app.desk.consent.GrantOutbox;
import health.cairn.app.desk.consent.KioskCode;
import health.cairn.app.desk.consent.KioskLanguage;
import health.cairn.app.desk.consent.Signature;
import health.cairn.app.desk.consent.SignedConsent;
import health.cairn.app.wiring.Desk;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "consent", description = "A patient's decisions on uses of their data.")
final class ConsentCommand {
  private static final String PURPOSES = "care, second-opinion, ai-analysis, research or teaching.";

  private ConsentCommand() {}

  static CommandLine line(CairnCommand root) {
    return new CommandLine(new ConsentCommand())
        .addSubcommand(new Grant(root))
        .addSubcommand(new Withdraw(root))
        .addSubcommand(new ListAll(root))
        .addSubcommand(new Code(root))
        .addSubcommand(new WatchCommands.HandOut(root))
        .addSubcommand(new GrantCommands.Hand(root))
        .addSubcommand(new GrantCommands.Take(root))
        .addSubcommand(new GrantCommands.Check(root))
        .addSubcommand(new ConsentForms(root));
  }

  /// Of one patient.
  abstract static class OfPatient extends HomeCommand {
    @Parameters(index = "0", paramLabel = "PATIENT", description = "Key or record number.")
    String patient = "";

    OfPatient(CairnCommand root) {
      super(root);
    }
  }

  @Command(
      name = "grant",
      description = "Record what a patient decided on a signed paper form that you keep.")
  static final class Grant extends OfPatient {
    @Option(names = "--purpose", required = true, paramLabel = "NAME", description = PURPOSES)
    String purpose = "";

    @Option(names = "--no", description = "The patient said no.")
    boolean no;

    @Option(
        names = "--to",
        paramLabel = "INSTITUTION",
        description = "Who gives the second opinion.")
    String recipient = "";

    @Option(names = "--pictures-only", description = "Without the health record.")
    boolean picturesOnly;

    @Option(
        names = "--until",
        paramLabel = "DAY",
        description = "Last day (else as usual for the purpose).")
    @Nullable LocalDate until;

    @Option(
        names = "--language",
        paramLabel = "TAG",
        description = "Language of the form: en, de, es, fr, tr or ar.",
        defaultValue = "en")
    String language = "en";

    @Option(names = "--witness", paramLabel = "NAME", description = "Who was there.")
    @Nullable String witness;

    Grant(CairnCommand root) {
      super(root);
    }

    @Override
    int on(Desk desk) throws CairnException {
      ConsentPurpose named =
          ConsentPurpose.of(purpose)
              .orElseThrow(() -> refused("There is no purpose " + purpose + "; name " + PURPOSES));
      KioskLanguage form =
          KioskLanguage.of(language)
              .orElseThrow(
                  () ->
                      refused(
                          "There is no form in " + language + "; name en, de, es, fr, tr or ar."));
      if ((named == ConsentPurpose.SECOND_OPINION) == recipient.isBlank()) {
        throw refused(
            "A second opinion, and nothing else, goes to an institution; name it with --to.");
      }
      if (recipient.length() > ConsentTerms.RECIPIENT_LENGTH
          || Optional.ofNullable(witness)
              .filter(w -> w.isBlank() || w.length() > SignedConsent.WITNESS_LENGTH)
              .isPresent()) {
        throw refused("A name is missing or too long; shorten it.");
      }
      LocalDate today = LocalDate.now(java.time.ZoneId.systemDefault());
      if (until != null && until.isBefore(today)) {
        throw refused("The last day " + until + " is over; name a later one.");
      }
      Optional<LocalDate> end =
          no ? Optional.empty() : Optional.ofNullable(until).or(() -> named.standardEnd(today));
      ConsentTerms terms =
          new ConsentTerms(
              named,
              !no,
              picturesOnly ? ConsentScope.PICTURES_ONLY : ConsentScope.EVERYTHING,
              recipient.strip(),
              end);
      ConsentDecision decision =
          desk.consents()
              .record(
                  patientKey(desk, patient),
                  new SignedConsent(
                      List.of(terms), form, new Signature.OnPaper(), Optional.ofNullable(witness)))
              .decisions()
              .getFirst();
      desk.secondOpinions().doubt(recipient.strip()).ifPresent(console()::note);
      print(report(decision, desk));
      return 0;
    }
  }

  @Command(name = "withdraw", description = "A patient takes a decision back, or narrows it.")
  static final class Withdraw extends OfPatient {
    @Parameters(
        index = "1",
        paramLabel = "CONSENT",
        description = "Consent/..., as `consent list` names it.")
    String consent = "";

    @Option(
        names = "--to-pictures",
        description = "Only leave the health record out; the rest still holds.")
    boolean toPictures;

    Withdraw(CairnCommand root) {
      super(root);
    }

    @Override
    int on(Desk desk) throws CairnException {
      String key = patientKey(desk, patient);
      print(
          report(
              toPictures
                  ? desk.consents().narrow(key, consent)
                  : desk.consents().withdraw(key, consent),
              desk));
      return 0;
    }
  }

  @Command(name = "list", description = "What a patient decided, and what of it holds.")
  static final class ListAll extends OfPatient {
    @Option(names = "--all", description = "Also what was taken back, replaced or is over.")
    boolean all;

    ListAll(CairnCommand root) {
      super(root);
    }

    @Override
    int on(Desk desk) throws CairnException {
      String key = patientKey(desk, patient);
      List<ConsentDecision> decisions =
          all ? desk.consents().all(key) : desk.consents().inForce(key);
      List<Map<String, Object>> reports = new ArrayList<>();
      for (ConsentDecision decision : decisions) {
        Map<String, Object> one = report(decision, desk);
        ask(decision, desk, one);
        reports.add(one);
      }
      for (ReceivedGrant grant : desk.secondOpinions().received(key)) {
        Standing said = desk.grants().received(grant);
        if (all || !GrantCommands.ended(grant, said)) {
          reports.add(GrantCommands.report(grant, said));
        }
      }
      if (json()) {
        console().printJson(reports);
        return 0;
      }
      if (reports.isEmpty()) {
        console().print("This patient has decided on nothing yet.");
      }
      for (Map<String, Object> one : reports) {
        console()
            .print(
                "%-45s %-15s %-4s %-10s %-10s %-8s %s"
                    .formatted(
                        one.get("consent"),
                        one.get("purpose"),
                        one.get("decision"),
                        one.get("state"),
                        one.get("until"),
                        one.get("ledger"),
                        ledgerSays(one)));
      }
      return 0;
    }
  }

  @Command(
      name = "code",
      description = "A code that lets a patient in at the kiosk: 8 digits, once, for 15 minutes.")
  static final class Code extends OfPatient {
    @Option(names = "--witness", description = "A member of staff has to sign too.")
    boolean witness;

    @Option(
        names = "--to",
        paramLabel = "INSTITUTION",
        description = "Also ask about a second opinion there.")
    String recipient = "";

    Code(CairnCommand root) {
      super(root);
    }

    @Override
    int on(Desk desk) throws CairnException {
      KioskCode issued = desk.consents().code(patientKey(desk, patient), recipient, witness);
      Map<String, Object> report = new LinkedHashMap<>();
      report.put("code", issued.code());
      report.put("validUntil", issued.validUntil());
      report.put("witness", witness);
      desk.secondOpinions().doubt(recipient).ifPresent(console()::note);
      print(report);
      return 0;
    }
  }

  /// "waiting", "settled" or "refused" for what the ledger is to learn, "none" where it has nothing to learn.
  private static String ledger(ConsentDecision decision, GrantOutbox outbox) throws CairnException {
    if (!decision.terms().permitted()) {
      return "none";
    }
    return outbox.waits(decision.consentId())
        ? "waiting"
        : outbox.refusal(decision.consentId()).isPresent() ? "refused" : "settled";
  }

  /// What the ledger says of a yes, and how old that answer is.
  private static void ask(ConsentDecision decision, Desk desk, Map<String, Object> report) {
    if (decision.terms().permitted()) {
      put(report, desk.grants().of(decision));
    }
  }

  static void put(Map<String, Object> report, Standing said) {
    report.put("ledgerSays", said.words());
    said.answered().ifPresent(age -> report.put("ledgerAgeSeconds", age.toSeconds()));
  }

  private static String ledgerSays(Map<String, Object> report) {
    Object said = report.getOrDefault("ledgerSays", "");
    return report.get("ledgerAgeSeconds") instanceof Long age
        ? "%s (asked %s)".formatted(said, Standing.ago(Duration.ofSeconds(age)))
        : said.toString();
  }

  private static Map<String, Object> report(ConsentDecision decision, Desk desk)
      throws CairnException {
    ConsentTerms terms = decision.terms();
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("consent", decision.consentId());
    report.put("purpose", terms.purpose().key());
    report.put("decision", terms.permitted() ? "yes" : "no");
    report.put("scope", terms.scope() == ConsentScope.EVERYTHING ? "everything" : "pictures");
    report.put("recipient", terms.recipient());
    report.put("from", decision.decidedAt());
    report.put("until", terms.until().map(LocalDate::toString).orElse(""));
    report.put("language", decision.language().tag());
    report.put("textVersion", decision.textVersion());
    report.put("signature", decision.signature().toLowerCase(java.util.Locale.ROOT));
    report.put("witness", decision.witness().orElse(""));
    report.put("state", state(decision));
    report.put("endedAt", decision.endedAt().map(Instant::toString).orElse(""));
    report.put("ledger", ledger(decision, desk.grantOutbox()));
    desk.grantOutbox()
        .refusal(decision.consentId())
        .ifPresent(reason -> report.put("ledgerReason", reason));
    return report;
  }

  private static String state(ConsentDecision decision) {
    return switch (decision.state()) {
      case STANDING -> decision.inForce(Instant.now()) ? "in force" : "over";
      case WITHDRAWN -> "taken back";
      case REPLACED -> "replaced";
    };
  }

  private static CairnException refused(String sentence) {
    return new CairnException(CairnException.Kind.REFUSED, sentence);
  }
}
