package health.cairn.imaging.codec;

import java.util.ArrayList;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.spi.ImageWriterSpi;

/// Keeps ImageIO usable: the DICOM toolkit on the class path registers readers and writers that
/// claim plain JPEG files and then fail on them.
///
/// Whoever reads or writes pictures through `javax.imageio.ImageIO` calls [#withoutToolkit] first;
/// reading DICOM does so by itself.
public final class ImageIoProviders {
  private static final String TOOLKIT = "org.aoju.";

  private ImageIoProviders() {}

  /// Deregisters the toolkit's providers. Cheap, and harmless when repeated.
  public static void withoutToolkit() {
    IIORegistry registry = IIORegistry.getDefaultInstance();
    remove(registry, ImageReaderSpi.class);
    remove(registry, ImageWriterSpi.class);
  }

  private static <T> void remove(IIORegistry registry, Class<T> category) {
    var theirs = new ArrayList<T>();
    registry
        .getServiceProviders(category, false)
        .forEachRemaining(
            provider -> {
              if (provider.getClass().getName().startsWith(TOOLKIT)) theirs.add(provider);
            });
    for (T provider : theirs) registry.deregisterServiceProvider(provider, category);
  }
}
