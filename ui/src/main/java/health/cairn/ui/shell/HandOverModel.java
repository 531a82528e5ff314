package health.cairn.ui.shell;

import health.cairn.app.desk.PatientHeader;
import health.cairn.app.desk.Workstation;
import health.cairn.app.desk.consent.KioskCode;
import health.cairn.ui.work.Tasks;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.StringProperty;

/// The patient on screen is to be asked for consent: they get a code, and this screen where it is handed over.
/// Properties on the JavaFX thread only.
public final class HandOverModel {
  /// A code that was given.
  public record Offer(PatientHeader patient, KioskCode code) {}

  private final Workstation workstation;
  private final Tasks tasks;
  private final Supplier<Optional<PatientHeader>> patient;
  private final StringProperty notice;
  private final ReadOnlyObjectWrapper<Optional<Offer>> offer =
      new ReadOnlyObjectWrapper<>(Optional.empty());

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

  /// Gives the patient on screen a code.
  public void ask() {
    Optional<PatientHeader> asked = patient.get();
    if (asked.isEmpty()) {
      notice.set("Open a patient first: a code is for one patient.");
      return;
    }
    notice.set("");
    tasks.quietly(
        p -> new Offer(asked.get(), workstation.kioskCode(asked.get().patientKey())),
        given -> {
          if (patient.get().equals(asked)) {
            offer.set(Optional.of(given));
          }
        },
        notice::set);
  }

  /// Takes the code off the screen; it holds on.
  public void close() {
    offer.set(Optional.empty());
  }
}
