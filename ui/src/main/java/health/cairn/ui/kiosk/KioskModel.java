package health.cairn.ui.kiosk;

import health.cairn.app.desk.consent.ConsentDecision;
import health.cairn.app.desk.consent.ConsentDesk;
import health.cairn.app.desk.consent.ConsentPurpose;
import health.cairn.app.desk.consent.ConsentReceipt;
import health.cairn.app.desk.consent.ConsentScope;
import health.cairn.app.desk.consent.ConsentTerms;
import health.cairn.app.desk.consent.KioskLanguage;
import health.cairn.app.desk.consent.KioskTexts;
import health.cairn.app.desk.consent.KioskVisit;
import health.cairn.app.desk.consent.Signature;
import health.cairn.app.desk.consent.SignedConsent;
import health.cairn.ui.work.Tasks;
import health.cairn.ui.work.Work;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// The kiosk as a machine with one state: which screen, of what. A view shows [#pageProperty] and calls the method
/// of the button that was pressed; a call that does not belong to the screen is a bug of the view. Methods
/// are called on the JavaFX thread.
///
/// What the machine knows of a patient is in one place ([Visit]), which is dropped whole when they stop, finish or
/// are gone; an answer that comes back after that is ignored.
public final class KioskModel {
  static final int CODE_DIGITS = 8;

  /// What is on the screen.
  ///
  /// @param at number of the info, purpose or question, from 0
  /// @param position how far, of [Page#steps]; 0 where no steps are shown
  public record Page(KioskStep step, int at, int position, int steps) {}

  private final ConsentDesk desk;
  private final Tasks tasks;
  private final InstantSource clock;
  private final Optional<CopyTray> tray;
  private final ReadAloud voice;
  private final Runnable leave;
  private final IdleWatch idle;
  private final ReadOnlyObjectWrapper<Page> page =
      new ReadOnlyObjectWrapper<>(new Page(KioskStep.LANGUAGE, 0, 0, 0));
  private final ReadOnlyBooleanWrapper veiled = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper hidden = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper saving = new ReadOnlyBooleanWrapper();
  private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper("");
  private KioskTexts texts = KioskTexts.of(KioskLanguage.ENGLISH);
  private Optional<Visit> visit = Optional.empty();
  private int round;

  /// Everything of one patient.
  private static final class Visit {
    final KioskVisit who;
    List<ConsentDecision> inForce = List.of();
    Answers answers;
    Optional<ConsentDecision> opened = Optional.empty();
    boolean narrowing;
    Optional<Signature> signature = Optional.empty();
    Optional<ConsentReceipt> receipt = Optional.empty();
    boolean copied;

    Visit(KioskVisit who, Answers answers) {
      this.who = who;
      this.answers = answers;
    }

    void keep(ConsentReceipt given) {
      receipt = Optional.of(given);
      copied = false;
    }
  }

  /// @param leave ends the kiosk, once staff have shown that they may
  public KioskModel(
      ConsentDesk desk,
      Tasks tasks,
      InstantSource clock,
      InstantSource steady,
      Optional<CopyTray> tray,
      ReadAloud voice,
      Runnable leave) {
    this.desk = desk;
    this.tasks = tasks;
    this.clock = clock;
    this.tray = tray;
    this.voice = voice;
    this.leave = leave;
    this.idle = new IdleWatch(steady);
  }

  public ReadOnlyObjectProperty<Page> pageProperty() {
    return page.getReadOnlyProperty();
  }

  /// Whether what is personal on the page is out of sight because nobody has moved for five seconds; the rest can
  /// be read on. Never so where a page has nothing personal.
  public ReadOnlyBooleanProperty veiledProperty() {
    return veiled.getReadOnlyProperty();
  }

  /// Whether the page is hidden because nobody has touched it for a while.
  public ReadOnlyBooleanProperty hiddenProperty() {
    return hidden.getReadOnlyProperty();
  }

  /// Whether an answer is being waited for: buttons wait too.
  public ReadOnlyBooleanProperty busyProperty() {
    return busy.getReadOnlyProperty();
  }

  /// Whether something is being saved, which nobody can stop any more: until then "Stop" could not say truly what
  /// was saved.
  public ReadOnlyBooleanProperty savingProperty() {
    return saving.getReadOnlyProperty();
  }

  /// One sentence for the patient: a wrong code, what was not quite right. Empty for none.
  public ReadOnlyStringProperty noticeProperty() {
    return notice.getReadOnlyProperty();
  }

  public KioskTexts texts() {
    return texts;
  }

  public boolean canSpeak() {
    return voice.speaks(texts.language());
  }

  public void speak(String text) {
    voice.say(text, texts.language());
  }

  public void quiet() {
    voice.quiet();
  }

  // Time

  /// Somebody did something.
  public void touched() {
    if (!hidden.get()) {
      idle.touch();
    }
  }

  /// Somebody pressed something, and that is all it does: what is personal is there again.
  public void unveil() {
    veiled.set(false);
    idle.touch();
  }

  /// Looks at the clock; called every half second.
  public void tick() {
    KioskStep step = page.get().step();
    if (step == KioskStep.LANGUAGE) {
      idle.touch();
      return;
    }
    boolean atEnd =
        switch (step) {
          case DONE, CHANGED, STOPPED, STAFF -> true;
          default -> false;
        };
    switch (idle.verdict(atEnd)) {
      case HERE -> {}
      case VEIL -> {
        if (personal(step) && !veiled.get()) {
          quiet();
          veiled.set(true);
        }
      }
      case HIDE -> {
        if (visit.isEmpty()) {
          wipe(); // nothing to come back to
        } else if (!busy.get()) {
          quiet();
          hidden.set(true);
          veiled.set(false); // nothing of the page is left to veil
        }
      }
      case WIPE -> wipe();
    }
  }

  /// Whether a page shows who the patient is, or what they decided.
  private static boolean personal(KioskStep step) {
    return switch (step) {
      case LIST, CHANGE, CONFIRM, CHANGED, WELCOME, SIGN, DECLINE, WITNESS, DONE -> true;
      case LANGUAGE, CODE, INFO, PURPOSE, QUESTION, STOPPED, STAFF -> false;
    };
  }

  /// The patient is still there.
  public void stillHere() {
    hidden.set(false);
    idle.touch();
  }

  // Beginning and end

  public void choose(KioskLanguage language) {
    at(KioskStep.LANGUAGE);
    texts = KioskTexts.of(language);
    go(KioskStep.CODE, 0);
  }

  /// @param code 8 digits
  public void enter(String code) {
    at(KioskStep.CODE);
    work(
        progress -> desk.begin(code),
        found -> {
          if (found.isEmpty()) {
            notice.set(texts.say("code.wrong"));
          } else {
            admit(found.get());
          }
        },
        late -> late.ifPresent(desk::end));
  }

  private void admit(KioskVisit who) {
    Visit begun = new Visit(who, new Answers(who.recipient(), today()));
    visit = Optional.of(begun);
    reload(() -> go(begun.inForce.isEmpty() ? KioskStep.WELCOME : KioskStep.LIST, 0));
  }

  /// Harmless, from everywhere: nothing that was not saved is kept. Does nothing while something is being saved.
  public void stop() {
    if (saving.get()) {
      return;
    }
    forget();
    go(KioskStep.STOPPED, 0);
  }

  /// Back to the first screen; nothing of the patient is left.
  public void finish() {
    wipe();
  }

  private void wipe() {
    forget();
    texts = KioskTexts.of(KioskLanguage.ENGLISH);
    go(KioskStep.LANGUAGE, 0);
  }

  private void forget() {
    visit.ifPresent(v -> desk.end(v.who));
    visit = Optional.empty();
    round++;
    quiet();
    atRest();
    hidden.set(false);
    unveil();
  }

  // Deciding

  public String greeting() {
    String name = visit.map(v -> v.who.name()).orElse("");
    return name.isEmpty() ? texts.say("welcome.titleNoName") : texts.say("welcome.title", name);
  }

  public String listTitle() {
    String name = visit.map(v -> v.who.name()).orElse("");
    return name.isEmpty() ? texts.say("list.titleNoName") : texts.say("list.title", name);
  }

  /// On from a screen that only tells something.
  public void next() {
    Page here = page.get();
    switch (here.step()) {
      case WELCOME -> go(KioskStep.INFO, 0);
      case INFO -> {
        if (here.at() + 1 < Info.values().length) {
          go(KioskStep.INFO, here.at() + 1);
        } else {
          go(KioskStep.PURPOSE, 0);
        }
      }
      default -> throw misplaced(here.step());
    }
  }

  /// To the screen before, where going back changes nothing that was saved.
  public void back() {
    Page here = page.get();
    switch (here.step()) {
      case CODE -> wipe();
      case INFO -> go(here.at() == 0 ? KioskStep.WELCOME : KioskStep.INFO, here.at() - 1);
      case PURPOSE -> {
        if (here.at() == 0) {
          go(KioskStep.INFO, Info.values().length - 1);
        } else {
          go(KioskStep.PURPOSE, here.at() - 1);
        }
      }
      case QUESTION -> {
        if (here.at() == 0) {
          go(KioskStep.PURPOSE, visit().answers.asked().size() - 1);
        } else {
          go(KioskStep.QUESTION, here.at() - 1);
        }
      }
      case SIGN -> go(KioskStep.QUESTION, Question.values().length - 1);
      case DECLINE -> go(KioskStep.PURPOSE, visit().answers.asked().size() - 1);
      case WITNESS -> go(KioskStep.SIGN, 0);
      case CHANGE, CONFIRM -> go(KioskStep.LIST, 0);
      case STAFF -> wipe();
      default -> throw misplaced(here.step());
    }
  }

  /// Whether [#back] goes anywhere.
  public boolean canGoBack() {
    return switch (page.get().step()) {
      case CODE, INFO, PURPOSE, QUESTION, SIGN, DECLINE, WITNESS, CHANGE, CONFIRM, STAFF -> true;
      default -> false;
    };
  }

  public ConsentPurpose purpose() {
    return visit().answers.asked().get(page.get().at());
  }

  public ConsentTerms proposed() {
    return visit().answers.proposed(purpose());
  }

  public void answer(boolean yes) {
    at(KioskStep.PURPOSE);
    Visit now = visit();
    now.answers.say(purpose(), yes);
    int following = page.get().at() + 1;
    if (following < now.answers.asked().size()) {
      go(KioskStep.PURPOSE, following);
    } else {
      go(now.answers.anyYes() ? KioskStep.QUESTION : KioskStep.DECLINE, 0);
    }
  }

  public Question question() {
    return List.of(Question.values()).get(page.get().at());
  }

  /// @param answer from 0
  public void reply(int answer) {
    at(KioskStep.QUESTION);
    Question asked = question();
    if (!asked.isRight(answer)) {
      notice.set(texts.say("question.wrong", texts.say(asked.text("help"))));
      return;
    }
    int following = page.get().at() + 1;
    if (following < Question.values().length) {
      go(KioskStep.QUESTION, following);
    } else {
      go(KioskStep.SIGN, 0);
    }
  }

  /// Names of what was agreed to, or declined.
  public List<String> named(boolean permitted) {
    return visit().answers.terms().stream()
        .filter(t -> t.permitted() == permitted)
        .map(texts::name)
        .toList();
  }

  public void sign(Signature signature) {
    at(KioskStep.SIGN);
    visit().signature = Optional.of(signature);
    if (visit().who.witnessNeeded()) {
      go(KioskStep.WITNESS, 0);
    } else {
      save(signature, Optional.empty());
    }
  }

  /// A member of staff stands by the signature.
  ///
  /// @param passphrase of the home; wiped here
  public void witness(String name, char[] passphrase) {
    at(KioskStep.WITNESS);
    Signature signature = visit().signature.orElseThrow();
    work(
        progress -> {
          try {
            return desk.staff(passphrase);
          } finally {
            Arrays.fill(passphrase, '\0');
          }
        },
        check -> {
          switch (check) {
            case KNOWN -> save(signature, Optional.of(name.strip()));
            case WRONG -> notice.set(texts.say("witness.wrong"));
            case TOO_SOON -> notice.set(texts.say("staff.wait"));
          }
        });
  }

  /// Keeps that everything was declined.
  public void saveDeclined() {
    at(KioskStep.DECLINE);
    save(new Signature.None(), Optional.empty());
  }

  private void save(Signature signature, Optional<String> witness) {
    Visit now = visit();
    SignedConsent signed =
        new SignedConsent(now.answers.terms(), texts.language(), signature, witness);
    keep(
        progress -> desk.decide(now.who, signed),
        receipt -> {
          now.keep(receipt);
          go(KioskStep.DONE, 0);
        });
  }

  // What was kept

  /// What the square says; empty where there is none.
  public String proof() {
    return visit().receipt.orElseThrow().proof();
  }

  /// Whether something of it still has to reach the chain.
  public boolean waitsForTheChain() {
    return visit().receipt.orElseThrow().waits();
  }

  public boolean offersCopy() {
    return tray.isPresent() && !visit().copied && !proof().isEmpty();
  }

  public void copy() {
    KioskStep shown = page.get().step();
    if (shown != KioskStep.CHANGED) {
      at(KioskStep.DONE);
    }
    Visit now = visit();
    byte[] pdf = now.receipt.orElseThrow().copy();
    keep(
        progress -> {
          tray.orElseThrow().put(pdf);
          return true;
        },
        done -> {
          now.copied = true;
          notice.set(texts.say("done.copied"));
          page.set(new Page(shown, 1, 0, 0)); // without the button
        });
  }

  // Changing what holds: open one, say how, confirm

  public List<ConsentDecision> inForce() {
    return visit().inForce;
  }

  public void open(ConsentDecision decision) {
    at(KioskStep.LIST);
    visit().opened = Optional.of(decision);
    go(KioskStep.CHANGE, 0);
  }

  public ConsentDecision opened() {
    return visit().opened.orElseThrow();
  }

  public boolean canNarrow() {
    ConsentTerms terms = opened().terms();
    return terms.permitted() && terms.scope() == ConsentScope.EVERYTHING;
  }

  /// @param narrowing true: leave the health record out; false: take it back
  public void change(boolean narrowing) {
    at(KioskStep.CHANGE);
    visit().narrowing = narrowing;
    go(KioskStep.CONFIRM, 0);
  }

  public boolean narrowing() {
    return visit().narrowing;
  }

  public void confirm() {
    at(KioskStep.CONFIRM);
    Visit now = visit();
    String consent = opened().consentId();
    keep(
        progress ->
            now.narrowing
                ? desk.narrow(now.who, consent, texts.language())
                : desk.withdraw(now.who, consent, texts.language()),
        receipt -> {
          now.keep(receipt);
          reload(() -> go(KioskStep.CHANGED, 0));
        });
  }

  /// Back from a change to what holds.
  public void list() {
    at(KioskStep.CHANGED);
    go(inForce().isEmpty() ? KioskStep.WELCOME : KioskStep.LIST, 0);
  }

  /// Asks everything anew.
  public void decideAgain() {
    if (page.get().step() != KioskStep.CHANGE) {
      at(KioskStep.LIST);
    }
    visit().answers = new Answers(visit().who.recipient(), today());
    go(KioskStep.WELCOME, 0);
  }

  private void reload(Runnable then) {
    Visit now = visit();
    work(
        progress -> desk.inForce(now.who),
        inForce -> {
          now.inForce = inForce;
          then.run();
        });
  }

  // Staff

  public void staffDoor() {
    forget();
    go(KioskStep.STAFF, 0);
  }

  /// @param passphrase wiped here
  public void unlock(char[] passphrase) {
    at(KioskStep.STAFF);
    work(
        progress -> {
          try {
            return desk.staff(passphrase);
          } finally {
            Arrays.fill(passphrase, '\0');
          }
        },
        check -> {
          switch (check) {
            case KNOWN -> {
              wipe();
              leave.run();
            }
            case WRONG -> notice.set(texts.say("staff.wrong"));
            case TOO_SOON -> notice.set(texts.say("staff.wait"));
          }
        });
  }

  // The machine

  private void go(KioskStep step, int at) {
    notice.set("");
    unveil();
    quiet();
    page.set(new Page(step, Math.max(0, at), position(step, at), steps()));
  }

  /// Infos, purposes, questions and the signature are the steps a patient sees.
  private int position(KioskStep step, int at) {
    int infos = Info.values().length;
    int purposes = visit.map(v -> v.answers.asked().size()).orElse(0);
    return switch (step) {
      case INFO -> at + 1;
      case PURPOSE -> infos + at + 1;
      case QUESTION -> infos + purposes + at + 1;
      case SIGN, DECLINE, WITNESS -> steps();
      default -> 0;
    };
  }

  private int steps() {
    return visit
        .map(v -> Info.values().length + v.answers.asked().size() + Question.values().length + 1)
        .orElse(0);
  }

  private <T> void work(Work<T> work, Consumer<T> done) {
    work(work, done, late -> {});
  }

  /// Work after which something is kept.
  private <T> void keep(Work<T> work, Consumer<T> done) {
    if (!busy.get()) {
      saving.set(true);
      work(work, done);
    }
  }

  private void atRest() {
    busy.set(false);
    saving.set(false);
  }

  /// @param late takes what comes after the patient has gone
  private <T> void work(Work<T> work, Consumer<T> done, Consumer<T> late) {
    if (busy.get()) {
      return; // pressed twice
    }
    int began = round;
    busy.set(true);
    notice.set("");
    tasks.quietly(
        work,
        result -> {
          if (began == round) {
            atRest();
            idle.touch();
            done.accept(result);
          } else {
            late.accept(result);
          }
        },
        reason -> {
          if (began == round) {
            atRest();
            idle.touch();
            notice.set(texts.say("app.problem"));
          }
        });
  }

  private Visit visit() {
    return visit.orElseThrow(() -> new IllegalStateException("nobody is here"));
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneId.systemDefault());
  }

  private void at(KioskStep step) {
    if (page.get().step() != step) {
      throw misplaced(page.get().step());
    }
  }

  private static IllegalStateException misplaced(KioskStep step) {
    return new IllegalStateException("not on the screen " + step);
  }
}
