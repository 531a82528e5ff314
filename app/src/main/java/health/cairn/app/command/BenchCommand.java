package health.cairn.app.command;

import health.cairn.app.bench.Benchmark;
import health.cairn.app.bench.Benchmarks;
import health.cairn.app.bench.Measure;
import health.cairn.app.bench.Program;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "bench", description = "Measure this machine: one JSON line per figure.")
final class BenchCommand implements Callable<Integer> {
  private final CairnCommand root;

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "Only this measure (default: all).")
  @Nullable String name;

  @Spec @Nullable CommandSpec command;

  BenchCommand(CairnCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws Exception {
    List<Benchmark> all =
        Benchmarks.all(
            root.screens()::coldStartMs,
            new Program(root.screens().programCommand()),
            root.home().directory());
    List<Benchmark> wanted =
        all.stream()
            .filter(b -> name == null || b.name().equals(name) || b.group().equals(name))
            .toList();
    if (wanted.isEmpty()) {
      throw new ParameterException(
          Objects.requireNonNull(command).commandLine(),
          "There is no measure %s; there are: %s."
              .formatted(name, String.join(", ", all.stream().map(Benchmark::name).toList())));
    }
    for (Benchmark benchmark : wanted) {
      Optional<String> lacking = benchmark.lacking();
      if (lacking.isPresent()) {
        root.console().note(benchmark.name() + " is left out. " + lacking.get());
        continue;
      }
      for (Measure measure : benchmark.run()) {
        root.console().print(Console.jsonLine(measure));
      }
    }
    return 0;
  }
}
