package health.cairn.imaging.inference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// How many processor cores there are, not counting hardware threads: a second thread on a core that
/// multiplies matrices only gets in the way of the first.
final class PhysicalCores {
  private static final Path CPUINFO = Path.of("/proc/cpuinfo");

  private PhysicalCores() {}

  static int count() {
    int usable = Runtime.getRuntime().availableProcessors();
    try {
      if (Files.isReadable(CPUINFO)) {
        int cores = fromCpuInfo(Files.readAllLines(CPUINFO));
        return cores == 0 ? usable : Math.min(cores, usable);
      }
    } catch (IOException e) {
      return usable;
    }
    boolean mayHaveTwoThreads = System.getProperty("os.arch", "").equals("amd64") && usable > 2;
    return mayHaveTwoThreads ? usable / 2 : usable;
  }

  /// Distinct (socket, core) pairs in the lines of Linux's /proc/cpuinfo; 0 where it names none.
  static int fromCpuInfo(List<String> lines) {
    Set<String> cores = new HashSet<>();
    String socket = "";
    for (String line : lines) {
      if (line.startsWith("physical id")) {
        socket = line;
      } else if (line.startsWith("core id")) {
        cores.add(socket + line);
      }
    }
    return cores.size();
  }
}
