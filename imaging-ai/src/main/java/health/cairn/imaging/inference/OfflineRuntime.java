package health.cairn.imaging.inference;

import ai.djl.engine.Engine;
import ai.djl.onnxruntime.engine.OrtEngine;
import ai.djl.onnxruntime.engine.OrtEngineProvider;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.lang.invoke.MethodHandles;

/// DJL's ONNX Runtime engine, brought up so that nothing can reach for a network.
///
/// DJL tells its makers about every start when its own search for engines finds one. The properties
/// that turn this off lose against environment variables of the same names, so the search itself is
/// given nothing to find: DJL's `Engine` class initialises under a class loader that sees no engine,
/// returns before the call, and the ONNX Runtime engine is registered by hand. The properties are
/// set as well, for the code paths that ask them (downloads of natives and models).
final class OfflineRuntime {
  private OfflineRuntime() {}

  /// The engine; loads the native library from the ONNX Runtime jar on first use.
  static Engine engine() {
    return Holder.ENGINE;
  }

  private static final class Holder {
    static final Engine ENGINE = start();

    private static Engine start() {
      System.setProperty("OPT_OUT_TRACKING", "true");
      System.setProperty("ai.djl.offline", "true");
      System.setProperty("ai.djl.onnx.disable_alternative", "true");
      Thread thread = Thread.currentThread();
      ClassLoader before = thread.getContextClassLoader();
      thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
      try {
        MethodHandles.lookup().ensureInitialized(Engine.class);
      } catch (IllegalAccessException e) {
        throw new IllegalStateException("DJL's Engine is a public class", e);
      } finally {
        thread.setContextClassLoader(before);
      }
      Engine.registerEngine(new OrtEngineProvider());
      Engine engine = Engine.getEngine(OrtEngine.ENGINE_NAME);
      try {
        // Only Windows builds of ONNX Runtime have telemetry (ETW, local); it is off there too.
        OrtEnvironment.getEnvironment().setTelemetry(false);
      } catch (OrtException e) {
        throw new IllegalStateException("ONNX Runtime does not let its telemetry be turned off", e);
      }
      return engine;
    }
  }
}
