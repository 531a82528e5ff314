package health.cairn.app.wiring;

import health.cairn.app.CairnException;
import health.cairn.app.access.LedgerGrants.Standing;
import health.cairn.app.store.ChainWords;
import health.cairn.app.store.Database;
import health.cairn.app.store.Session;
import health.cairn.ledger.LedgerException;
import health.cairn.ledger.consent.ChainGrants;
import health.cairn.ledger.consent.GrantKey;
import health.cairn.ledger.consent.GrantView;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a chain says of grants, to who must not wait for it: from memory, at once; the chain is asked beside it, so that the
/// next answer is younger. What it said last is kept for the time in which it does not answer. Thread-safe.
final class GrantAnswers implements AutoCloseable {
  /// How often a word is worth keeping anew.
  static final Duration FRESH = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(GrantAnswers.class);

  /// Older than any policy takes.
  private static final Duration OLDEST = Duration.ofDays(36_500);

  /// What a reader hardly notices.
  private static final Duration MOMENT = Duration.ofMillis(1500);

  /// How long a node that hung is not waited for again.
  private static final Duration SILENCE = Duration.ofMinutes(1);

  private final ChainWords words;

  /// The same for questions, which come often and wait for nobody who writes.
  private final ChainWords wordsNow;

  private final Map<String, CompletableFuture<Void>> asking = new ConcurrentHashMap<>();
  private final Map<String, Long> silentSince = new ConcurrentHashMap<>();
  private final Supplier<Instant> now;
  private volatile boolean closed;

  /// @param words where what the chain said is kept
  /// @param now never before what this home has signed already
  GrantAnswers(Database database, Function<Session, ChainWords> words, Supplier<Instant> now) {
    this.now = now;
    this.words = words.apply(database);
    this.wordsNow = words.apply(database.reading());
  }

  /// Whether a withdrawal ends the grant that was asked for.
  interface Ends {
    boolean by(GrantView.Withdrawn withdrawn) throws CairnException;
  }

  /// @param grant by what it is found
  /// @param toldNothing whether the chain cannot know of it yet, so that what it said before, or would say, says nothing
  /// @return empty where the chain does not have it, or never answered
  Optional<Standing> of(
      String reference, GrantKey grant, ChainGrants chain, boolean toldNothing, Ends ends)
      throws CairnException, LedgerException {
    CompletableFuture<Void> answer = ask(reference, grant, chain, ends);
    GrantView known = chain.remembered(grant);
    if (known instanceof GrantView.Stale && !toldNothing) {
      Optional<ChainWords.Word> kept = wordsNow.of(reference);
      if (kept.filter(ChainWords.Word::ended).isPresent()) {
        return kept.map(word -> standing(word, now.get()));
      }
      if (wait(answer, reference)) {
        known = chain.remembered(grant);
      }
      if (known instanceof GrantView.Stale && kept.isPresent()) {
        return kept.map(word -> standing(word, now.get()));
      }
    }
    return switch (known) {
      case GrantView.Permitted permitted -> Optional.of(new Standing.InForce(permitted.age()));
      case GrantView.Withdrawn withdrawn ->
          ends.by(withdrawn) ? Optional.of(new Standing.Ended(withdrawn.age())) : Optional.empty();
      case GrantView.Expired expired -> Optional.of(new Standing.Ended(Duration.ZERO));
      case GrantView.Unknown unknown -> Optional.empty();
      case GrantView.Stale stale -> Optional.empty();
    };
  }

  /// What the chain said last of everything that it ever said something of. Asks nobody.
  Map<String, ChainWords.Word> kept() throws CairnException {
    return wordsNow.all();
  }

  static Standing standing(ChainWords.Word kept, Instant now) {
    Duration age = age(kept.at(), now);
    return kept.ended() ? new Standing.Ended(age) : new Standing.InForce(age);
  }

  /// A clock that was set back makes nothing younger: then it counts as old as can be.
  static Duration age(Instant since, Instant now) {
    Duration age = Duration.between(since, now);
    return age.isNegative() ? OLDEST : age;
  }

  /// @return whether the answer came in time; a node that hangs is waited for once in a while only
  private boolean wait(CompletableFuture<Void> answer, String reference) {
    Long silent = silentSince.get(reference);
    if (silent != null && System.nanoTime() - silent < SILENCE.toNanos()) {
      return answer.isDone();
    }
    try {
      answer.get(MOMENT.toMillis(), TimeUnit.MILLISECONDS);
      silentSince.remove(reference);
      return true;
    } catch (TimeoutException e) {
      silentSince.put(reference, System.nanoTime());
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("asking the chain failed with a bug", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Asks beside what goes on; at most once at a time for one grant.
  private CompletableFuture<Void> ask(
      String reference, GrantKey grant, ChainGrants chain, Ends ends) {
    return asking.computeIfAbsent(
        reference,
        id -> {
          CompletableFuture<Void> answer = new CompletableFuture<>();
          Thread.ofVirtual()
              .name("grants")
              .start(
                  () -> {
                    try {
                      keep(reference, chain.view(grant), ends);
                    } catch (CairnException | LedgerException e) {
                      if (!closed) {
                        LOG.warn("the chain could not be asked about a grant", e);
                      }
                    } finally {
                      asking.remove(reference);
                      answer.complete(null);
                    }
                  });
          return answer;
        });
  }

  /// That a yes is over by the calendar is not kept: a calendar can be wrong, and the gate looks at it anyway.
  private void keep(String reference, GrantView said, Ends ends) throws CairnException {
    switch (said) {
      case GrantView.Permitted permitted -> keep(reference, false, permitted.age());
      case GrantView.Withdrawn withdrawn -> {
        if (ends.by(withdrawn)) {
          keep(reference, true, withdrawn.age());
        }
      }
      case GrantView.Expired expired -> {}
      case GrantView.Unknown unknown -> {} // neither a yes nor an end
      case GrantView.Stale stale -> {} // nobody answered
    }
  }

  private void keep(String reference, boolean ended, Duration age) throws CairnException {
    Instant at = Instant.now().minus(age);
    Optional<ChainWords.Word> before = wordsNow.of(reference);
    boolean known =
        before
            .filter(word -> word.ended() == ended)
            .filter(word -> ended || Duration.between(word.at(), at).abs().compareTo(FRESH) < 0)
            .isPresent();
    if (!known) {
      words.keep(reference, new ChainWords.Word(ended, at));
    }
  }

  /// What is under way ends by itself, and says nothing of a home that was closed meanwhile.
  @Override
  public void close() {
    closed = true;
  }
}
