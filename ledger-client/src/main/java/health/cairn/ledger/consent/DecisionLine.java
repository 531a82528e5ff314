package health.cairn.ledger.consent;

import health.cairn.ledger.AnchorState;
import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.anchor.ChainPlace;
import health.cairn.ledger.anchor.Passage;
import health.cairn.ledger.anchor.Receipt;
import health.cairn.ledger.anchor.SignedTransaction;
import health.cairn.ledger.merkle.Hash;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A task as one line of ASCII: its parts in order, with a space between, `-` for what is not there.
final class DecisionLine {
  private static final String NONE = "-";

  private DecisionLine() {}

  static String of(DecisionTask task) {
    var parts = new ArrayList<Object>();
    switch (task.decision().decision()) {
      case Decision.Grant d ->
          parts.addAll(
              List.of(
                  "grant",
                  d.patient(),
                  d.key().institution().hex(),
                  d.key().terms().hex(),
                  d.seq(),
                  d.until().getEpochSecond()));
      case Decision.Withdrawal d ->
          parts.addAll(
              List.of(
                  "withdrawal",
                  d.patient(),
                  d.key().institution().hex(),
                  d.key().terms().hex(),
                  d.seq()));
      case Decision.WithdrawalOfAll d ->
          parts.addAll(List.of("all", d.patient(), d.institution().hex(), d.seq()));
      case Decision.Delegation d ->
          parts.addAll(
              List.of(
                  "delegation",
                  d.patient(),
                  d.delegate(),
                  d.mayGrant(),
                  d.mayWithdraw(),
                  d.seq(),
                  d.until().getEpochSecond()));
    }
    parts.add(task.decision().digest().hex());
    parts.add(task.decision().signature());
    parts.add(task.state());
    SignedTransaction transaction = task.transaction();
    if (transaction == null) {
      parts.add(NONE);
    } else {
      place(parts, transaction.place());
      parts.addAll(List.of(transaction.hash().hex(), transaction.nonce(), transaction.raw()));
    }
    Receipt receipt = task.receipt();
    if (receipt == null) {
      parts.add(NONE);
    } else {
      place(parts, receipt.place());
      parts.addAll(
          List.of(
              receipt.transaction().hex(),
              receipt.block(),
              receipt.blockHash().hex(),
              receipt.time().getEpochSecond()));
    }
    parts.add(
        task.reason().isEmpty() ? NONE : URLEncoder.encode(task.reason(), StandardCharsets.UTF_8));
    return String.join(" ", parts.stream().map(Object::toString).toList());
  }

  private static void place(List<Object> parts, ChainPlace place) {
    parts.addAll(List.of(place.chainId(), place.contract(), place.institution()));
  }

  /// May fail in any way on what [#of] did not write.
  static DecisionTask parse(String line) {
    Iterator<String> parts = List.of(line.split(" ", -1)).iterator();
    Decision decision = decision(parts.next(), parts);
    var signed = new SignedDecision(decision, Hash.fromHex(parts.next()), parts.next());
    AnchorState state = AnchorState.valueOf(parts.next());
    String first = parts.next();
    @Nullable SignedTransaction transaction =
        first.equals(NONE)
            ? null
            : new SignedTransaction(
                place(first, parts),
                Hash.fromHex(parts.next()),
                Long.parseLong(parts.next()),
                parts.next());
    first = parts.next();
    @Nullable Receipt receipt =
        first.equals(NONE)
            ? null
            : new Receipt(
                place(first, parts),
                Hash.fromHex(parts.next()),
                Long.parseLong(parts.next()),
                Hash.fromHex(parts.next()),
                Instant.ofEpochSecond(Long.parseLong(parts.next())));
    String reason = parts.next();
    if (parts.hasNext()) {
      throw new IllegalArgumentException("more parts than a task has");
    }
    return new DecisionTask(
        signed,
        new Passage(
            state,
            transaction,
            receipt,
            reason.equals(NONE) ? "" : URLDecoder.decode(reason, StandardCharsets.UTF_8)));
  }

  private static Decision decision(String kind, Iterator<String> parts) {
    Address patient = new Address(parts.next());
    return switch (kind) {
      case "grant" ->
          new Decision.Grant(
              new GrantKey(patient, Hash.fromHex(parts.next()), Hash.fromHex(parts.next())),
              Long.parseLong(parts.next()),
              Instant.ofEpochSecond(Long.parseLong(parts.next())));
      case "withdrawal" ->
          new Decision.Withdrawal(
              new GrantKey(patient, Hash.fromHex(parts.next()), Hash.fromHex(parts.next())),
              Long.parseLong(parts.next()));
      case "all" ->
          new Decision.WithdrawalOfAll(
              patient, Hash.fromHex(parts.next()), Long.parseLong(parts.next()));
      case "delegation" ->
          new Decision.Delegation(
              patient,
              new Address(parts.next()),
              Boolean.parseBoolean(parts.next()),
              Boolean.parseBoolean(parts.next()),
              Long.parseLong(parts.next()),
              Instant.ofEpochSecond(Long.parseLong(parts.next())));
      default -> throw new IllegalArgumentException("no such decision");
    };
  }

  private static ChainPlace place(String chainId, Iterator<String> parts) {
    return new ChainPlace(
        Long.parseLong(chainId), new Address(parts.next()), new Address(parts.next()));
  }
}
