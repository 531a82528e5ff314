package health.cairn.fhir.finding;

import health.cairn.fhir.codec.Sha256;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;

/// The Device that stands for a model. Its id follows from the model, so that every analysis of the
/// same model names the same Device.
final class ModelDevice {
  private ModelDevice() {}

  static Device of(ModelAuthor model) {
    Device device = new Device();
    device.setId(id(model));
    device.addIdentifier(identifier(model));
    device.setStatus(Device.FHIRDeviceStatus.ACTIVE);
    device.addDeviceName().setName(model.name()).setType(Device.DeviceNameType.MODELNAME);
    device.setType(new CodeableConcept().setText("Image analysis model"));
    device.addVersion().setType(new CodeableConcept().setText("model")).setValue(model.version());
    return device;
  }

  /// Carries the hash itself, so that a record alone says which weights it came from.
  static Reference reference(ModelAuthor model) {
    return new Reference("Device/" + id(model))
        .setIdentifier(identifier(model))
        .setDisplay(display(model));
  }

  static String display(ModelAuthor model) {
    return model.name() + " " + model.version();
  }

  private static Identifier identifier(ModelAuthor model) {
    return new Identifier().setSystem(FindingCodes.MODEL_SHA256).setValue(model.sha256());
  }

  private static String id(ModelAuthor model) {
    String seed = "model\n" + model.name() + "\n" + model.version() + "\n" + model.sha256();
    return Sha256.hex(seed).substring(0, 32);
  }
}
