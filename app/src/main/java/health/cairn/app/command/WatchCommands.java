package health.cairn.app.command;

import health.cairn.app.CairnException;
import health.cairn.app.wiring.Desk;
import health.cairn.app.wiring.WatchFile;
import health.cairn.ledger.besu.BreakGlassWatch;
import health.cairn.ledger.besu.NodeAccess;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Emergencies that a patient's watcher sees: the key is handed out here, the flags are listed anywhere.
final class WatchCommands {
  private WatchCommands() {}

  @Command(
      name = "watch",
      description =
          "Write the key with which somebody whom the patient trusts sees on the chain that the patient's data"
              + " were opened in an emergency. It is noted in the journal. Hand the file over and delete it.")
  static final class HandOut extends ConsentCommand.OfPatient {
    @Option(
        names = "--out",
        required = true,
        paramLabel = "FILE",
        description = "Where to write it, readable by its owner only.")
    @Nullable Path out;

    HandOut(CairnCommand root) {
      super(root);
    }

    @Override
    int on(Desk desk) throws CairnException {
      Path target = Objects.requireNonNull(out);
      String key = patientKey(desk, patient);
      try (FreshFile file = FreshFile.ownerOnly("--out", target)) {
        file.write(desk.handOutWatchKey(key).toBytes());
      }
      print(Map.of("written", target.toString()));
      return 0;
    }
  }

  @Command(
      name = "watch",
      description =
          "List the emergencies that a watch key recognises on the chain. Needs no home where --rpc names a"
              + " node; else those of the home's settings are asked.")
  static final class Watch implements Callable<Integer> {
    private final CairnCommand root;

    @Option(
        names = "--key",
        required = true,
        paramLabel = "FILE",
        description = "As `cairn consent watch` wrote it.")
    @Nullable Path key;

    @ArgGroup(exclusive = false)
    @Nullable NodeOptions node;

    Watch(CairnCommand root) {
      this.root = root;
    }

    @Override
    public Integer call() throws CairnException {
      List<BreakGlassWatch.Flag> flags =
          WatchFile.read(Objects.requireNonNull(key))
              .flags(
                  Optional.ofNullable(node).map(named -> named.rpc),
                  node == null ? NodeAccess.OPEN : node.access(root.home()),
                  root.home());
      if (root.json()) {
        root.console().printJson(Map.of("flags", flags.stream().map(Watch::json).toList()));
      } else if (flags.isEmpty()) {
        root.console().print("No emergency is on the chain under this key.");
      } else {
        flags.forEach(flag -> root.console().print(line(flag)));
      }
      return 0;
    }

    private static Map<String, Object> json(BreakGlassWatch.Flag flag) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("number", flag.number());
      one.put("entry", flag.entry().hex());
      one.put("block", flag.block());
      one.put("time", flag.time());
      return one;
    }

    private static String line(BreakGlassWatch.Flag flag) {
      return "%d  %s  block %d  entry %s"
          .formatted(flag.number(), flag.time(), flag.block(), flag.entry().hex());
    }
  }
}
