package health.cairn.imaging.dicom;

import health.cairn.imaging.codec.ImageIoProviders;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.aoju.bus.image.galaxy.data.SpecificCharacterSet;
import org.aoju.bus.logger.GlobalFactory;
import org.aoju.bus.logger.Log;
import org.aoju.bus.logger.LogFactory;
import org.aoju.bus.logger.dialect.jdk.JdkLog;

/// Makes the DICOM toolkit behave before its first use.
final class Toolkit {
  static {
    GlobalFactory.set(new Silence());
    ImageIoProviders.withoutToolkit();
    // Scanners write Shift JIS where they declare the single-byte JIS X 0201, its subset.
    SpecificCharacterSet.setCharsetNameMapping("ISO_IR 13", "Shift_JIS");
  }

  private Toolkit() {}

  /// Call before the first call into the toolkit; the work is done once, when this class is loaded.
  static void ready() {}

  /// The toolkit logs attribute values, which are patient data, and fails to start at all when slf4j
  /// has no provider. What is wrong with a file reaches the user as a refusal instead.
  private static final class Silence extends LogFactory {
    private final Log nothing;

    Silence() {
      super("silence");
      Logger logger = Logger.getAnonymousLogger();
      logger.setLevel(Level.OFF);
      nothing = new JdkLog(logger);
    }

    @Override
    public Log createLog(String name) {
      return nothing;
    }

    @Override
    public Log createLog(Class<?> type) {
      return nothing;
    }
  }
}
