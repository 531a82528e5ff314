package health.cairn.app.wiring;

import health.cairn.app.CairnException;
import health.cairn.app.security.Passphrase;
import health.cairn.app.store.Home;
import health.cairn.app.usecase.Scratch;
import health.cairn.sample.SampleException;
import health.cairn.sample.SamplePatient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// A throw-away home, opened with a passphrase that nobody knows, gone when it is closed.
public final class DemoHome implements AutoCloseable {
  private final Scratch scratch;
  private final Desk desk;

  private DemoHome(Scratch scratch, Desk desk) {
    this.scratch = scratch;
    this.desk = desk;
  }

  public static DemoHome create(String user) throws CairnException {
    Scratch scratch = Scratch.create();
    boolean done = false;
    try (Passphrase passphrase = Passphrase.random()) {
      Desk desk = Desk.create(new Home(scratch.directory().resolve("home")), passphrase, user);
      done = true;
      return new DemoHome(scratch, desk);
    } finally {
      if (!done) {
        scratch.close();
      }
    }
  }

  /// Where this home lies.
  public Path directory() {
    return scratch.directory();
  }

  public Desk desk() {
    return desk;
  }

  /// The sample patient as a ZIP of DICOM and FHIR files, inside this home's folder.
  public Path samplePatient() throws CairnException {
    Path zip = scratch.directory().resolve("sample-patient.zip");
    try (InputStream in = SamplePatient.bundledZip()) {
      Files.copy(in, zip);
      return zip;
    } catch (IOException e) {
      throw new CairnException(
          CairnException.Kind.REFUSED,
          "The sample patient cannot be unpacked: " + Home.reason(e) + ".",
          e);
    } catch (SampleException e) {
      throw new CairnException(
          CairnException.Kind.INTEGRITY,
          "The program was built without its sample patient; build it again.",
          e);
    }
  }

  @Override
  public void close() {
    desk.close();
    scratch.close();
  }
}
