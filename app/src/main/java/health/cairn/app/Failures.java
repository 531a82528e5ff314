package health.cairn.app;

import health.cairn.app.CairnException.Kind;
import health.cairn.fhir.FhirException;
import health.cairn.imaging.ImagingException;
import health.cairn.ledger.LedgerException;

/// The libraries' failures in the program's words. Their messages are made for users already.
public final class Failures {
  private Failures() {}

  public static CairnException of(ImagingException e) {
    return new CairnException(
        switch (e.kind()) {
          case REFUSED, ENVIRONMENT -> Kind.REFUSED;
          case INTEGRITY -> Kind.INTEGRITY;
        },
        e.getMessage(),
        e);
  }

  public static CairnException of(FhirException e) {
    return new CairnException(
        switch (e.kind()) {
          case ENVIRONMENT -> Kind.REFUSED;
          case INTEGRITY -> Kind.INTEGRITY;
        },
        e.getMessage(),
        e);
  }

  public static CairnException of(LedgerException e) {
    return new CairnException(
        switch (e.kind()) {
          case REFUSED, ENVIRONMENT, CONFLICT -> Kind.REFUSED;
          case INTEGRITY, DISTRUSTED -> Kind.INTEGRITY;
          case UNREACHABLE -> Kind.UNREACHABLE;
        },
        e.getMessage(),
        e);
  }
}
