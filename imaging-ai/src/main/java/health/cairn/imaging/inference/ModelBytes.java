package health.cairn.imaging.inference;

import java.io.IOException;
import java.io.InputStream;

/// Where a model's ONNX file can be read, again and again.
@FunctionalInterface
interface ModelBytes {
  InputStream open() throws IOException;
}
