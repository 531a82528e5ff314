package health.cairn.imaging.inference;

import ai.djl.engine.Engine;
import health.cairn.imaging.Progress;
import java.net.URI;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;

/// The program of the watched child JVM: runs a model, or does one of the controls, then prints what
/// was attempted.
final class WatchedRun {
  private WatchedRun() {}

  public static void main(String[] arguments) throws Exception {
    if (!arguments[0].startsWith("unwatched")) {
      WatchedNetwork.install();
    }
    switch (arguments[0]) {
      case "ours", "unwatched-ours" -> ours(Path.of(arguments[1]));
      case "plain-djl" -> System.out.println("engine " + Engine.getInstance().getEngineName());
      case "by-name" -> readFrom("http://model.example/");
      case "by-address" -> readFrom("http://192.0.2.1/");
      case "unwatched-connect" -> readFrom("http://127.0.0.1:9/");
      case "by-channel" -> {
        try {
          java.nio.channels.SocketChannel.open();
        } catch (java.io.IOException e) {
          System.out.println("refused as it should be");
        }
      }
      default -> throw new IllegalArgumentException(arguments[0]);
    }
    System.out.println("attempts " + WatchedNetwork.attempts());
  }

  private static void ours(Path folder) throws Exception {
    StoredModel model = ModelCatalogue.ofFolders(List.of(folder)).segmenter();
    try (InferenceEngine engine = InferenceEngine.start()) {
      engine.run(
          model,
          new ImageSource() {
            @Override
            public int count() {
              return 1;
            }

            @Override
            public void write(int index, FloatBuffer target) {
              while (target.hasRemaining()) {
                target.put(0.25f);
              }
            }
          },
          (index, values) -> System.out.println("answer " + values.get(0)),
          "Testing",
          Progress.NONE);
    }
  }

  private static void readFrom(String address) {
    try {
      URI.create(address).toURL().openStream().close();
    } catch (java.io.IOException e) {
      System.out.println("refused as it should be");
    }
  }
}
