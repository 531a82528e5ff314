package health.cairn.ui;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/// How this program was started, to start it once more beside itself.
final class ThisProgram {
  private ThisProgram() {}

  /// The same JVM, options, toolkit settings and classes; arguments of the program follow.
  static List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    for (String property : List.of("glass.platform", "prism.order", "java.awt.headless")) {
      String value = System.getProperty(property);
      if (value != null) {
        command.add("-D" + property + "=" + value);
      }
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    return List.copyOf(command);
  }
}
