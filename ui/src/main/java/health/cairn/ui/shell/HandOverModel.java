package health.cairn.ui.shell;

import health.cairn.app.desk.PatientHeader;
import health.cairn.app.desk.Workstation;
import health.cairn.app.desk.consent.KioskCode;
import health.cairn.ui.work.Tasks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// The patient on screen is to be asked for consent: they get a code, and this screen where it is handed over.
/// Properties on the JavaFX thread only.
public final class HandOverModel {
  /// What else the kiosk is to do.
  ///
  /// @param institution that may be asked for a second opinion, or empty
  /// @param witness whether somebody of the staff must sign as well
  public record Terms(String institution, boolean witness) {
    static final Terms USUAL = new Terms("", false);
  }

  /// A code that was given under these terms.
  public record Offer(PatientHeader patient, Terms terms, KioskCode code) {}

  private final Workstation workstation;
  private final Tasks tasks;
  private final Supplier<Optional<PatientHeader>> patient;
  private final StringProperty notice;
  private final ReadOnlyObjectWrapper<Optional<Offer>> offer =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyBooleanWrapper renewing = new ReadOnlyBooleanWrapper();
  private final StringProperty copies = new SimpleStringProperty("");
  private final StringProperty problem = new SimpleStringProperty("");

  /// @param patient whose data is on screen
  /// @param notice takes why there is no code
  HandOverModel(
      Workstation workstation,
      Tasks tasks,
      Supplier<Optional<PatientHeader>> patient,
      StringProperty notice) {
    this.workstation = workstation;
    this.tasks = tasks;
    this.patient = patient;
    this.notice = notice;
  }

  /// The code that is on screen.
  public ReadOnlyObjectProperty<Optional<Offer>> offerProperty() {
    return offer.getReadOnlyProperty();
  }

  /// Whether a code under other terms is on its way; the one on screen is not to be used any more.
  public ReadOnlyBooleanProperty renewingProperty() {
    return renewing.getReadOnlyProperty();
  }

  /// Folder for the copies that patients ask for, to be printed by staff; empty where none are offered.
  public StringProperty copiesProperty() {
    return copies;
  }

  /// Why this screen cannot be handed over, or empty.
  public StringProperty problemProperty() {
    return problem;
  }

  /// Whether this screen can be handed over as it was asked for.
  public boolean ready() {
    String folder = copies.get().strip();
    boolean there = folder.isEmpty() || Files.isDirectory(Path.of(folder));
    problem.set(
        there ? "" : folder + " is no folder for copies: make it first, or leave the field empty.");
    return there;
  }

  /// [#copiesProperty] as a folder.
  public Optional<Path> copies() {
    return Optional.of(copies.get().strip()).filter(c -> !c.isEmpty()).map(Path::of);
  }

  /// Gives the patient on screen a code.
  public void ask() {
    ask(Terms.USUAL);
  }

  /// Gives the patient on screen another code, where the terms are others than those on screen.
  public void renew(Terms terms) {
    if (offer.get().filter(o -> !o.terms().equals(terms)).isPresent()) {
      ask(terms);
    }
  }

  private void ask(Terms terms) {
    Optional<PatientHeader> asked = patient.get();
    if (asked.isEmpty()) {
      notice.set("Open a patient first: a code is for one patient.");
      return;
    }
    notice.set("");
    renewing.set(true);
    tasks.quietly(
        p ->
            new Offer(
                asked.get(),
                terms,
                workstation.kioskCode(
                    asked.get().patientKey(), terms.institution(), terms.witness())),
        given -> {
          renewing.set(false);
          if (patient.get().equals(asked)) {
            offer.set(Optional.of(given));
          }
        },
        why -> {
          renewing.set(false);
          close();
          notice.set(why);
        });
  }

  /// Takes the code off the screen; it holds on.
  public void close() {
    problem.set("");
    offer.set(Optional.empty());
  }
}
