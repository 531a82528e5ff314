package health.cairn.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;

/// The base definitions of R4, loaded once for all tests that ask.
public final class R4Validator {
  private static final class Holder {
    static final FhirValidator VALIDATOR = load();

    private static FhirValidator load() {
      FhirContext context = FhirContext.forR4();
      ValidationSupportChain support =
          new ValidationSupportChain(
              new DefaultProfileValidationSupport(context),
              new CommonCodeSystemsTerminologyService(context),
              new InMemoryTerminologyServerValidationSupport(context));
      FhirInstanceValidator instance = new FhirInstanceValidator(support);
      instance.setNoTerminologyChecks(false);
      return context.newValidator().registerValidatorModule(instance);
    }
  }

  private R4Validator() {}

  /// What keeps a resource from being R4; nothing where it is.
  public static List<String> errors(String json) {
    List<String> errors = new ArrayList<>();
    for (SingleValidationMessage message :
        Holder.VALIDATOR.validateWithResult(json).getMessages()) {
      if (message.getSeverity().ordinal() >= ResultSeverityEnum.ERROR.ordinal()) {
        errors.add(message.getLocationString() + ": " + message.getMessage());
      }
    }
    return errors;
  }
}
