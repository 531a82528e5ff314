package health.cairn.imaging.fuse;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Variables and rules that belong together; every name a rule uses is defined.
///
/// @param constants numbers that stand with the rules (a temperature, a threshold), by name
public record RuleBase(
    String name,
    Norm norm,
    Combine combine,
    Map<String, Double> constants,
    List<Variable> inputs,
    List<Variable> outputs,
    List<Rule> rules) {

  /// How Sugeno rules come together.
  public enum Combine {
    /// Sum of strength * value over the sum of strengths.
    AVERAGE("average"),
    /// Sum of strength * value: each rule adds its own, nothing fired is 0.
    SUM("sum");

    private final String word;

    Combine(String word) {
      this.word = word;
    }

    /// As in a rule text.
    public String word() {
      return word;
    }
  }

  public RuleBase {
    constants = Collections.unmodifiableMap(new LinkedHashMap<>(constants));
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    rules = List.copyOf(rules);
    List<String> names = new ArrayList<>(inputs.stream().map(Variable::name).toList());
    outputs.forEach(output -> names.add(output.name()));
    rules.forEach(rule -> names.add(rule.name()));
    if (names.stream().distinct().count() < names.size()) {
      throw new IllegalArgumentException("a name is used twice in \"" + name + "\"");
    }
    for (Rule rule : rules) {
      check(inputs, rule, rule.when());
      for (Rule.Then then : rule.then()) {
        check(inputs, outputs, rule, then);
      }
    }
  }

  private static void check(List<Variable> inputs, Rule rule, Antecedent when) {
    switch (when) {
      case Antecedent.Always() -> {}
      case Antecedent.Not not -> check(inputs, rule, not.inner());
      case Antecedent.Both both -> {
        check(inputs, rule, both.first());
        check(inputs, rule, both.second());
      }
      case Antecedent.Either either -> {
        check(inputs, rule, either.first());
        check(inputs, rule, either.second());
      }
      case Antecedent.Is is -> {
        if (find(inputs, is.variable()).flatMap(input -> input.term(is.term())).isEmpty()) {
          throw unknown(rule, is.text());
        }
      }
    }
  }

  private static void check(
      List<Variable> inputs, List<Variable> outputs, Rule rule, Rule.Then then) {
    Variable output = find(outputs, then.output()).orElseThrow(() -> unknown(rule, then.output()));
    switch (then) {
      case Rule.IsTerm is -> {
        if (output.term(is.term()).isEmpty()) {
          throw unknown(rule, is.text());
        }
      }
      case Rule.Equals equals -> {
        for (String input : equals.coefficients().keySet()) {
          if (find(inputs, input).isEmpty()) {
            throw unknown(rule, input);
          }
        }
      }
    }
  }

  private static IllegalArgumentException unknown(Rule rule, String what) {
    return new IllegalArgumentException(
        "rule \"" + rule.name() + "\" speaks of \"" + what + "\", which is not defined");
  }

  private static Optional<Variable> find(List<Variable> variables, String name) {
    return variables.stream().filter(v -> v.name().equals(name)).findFirst();
  }

  public Optional<Variable> input(String name) {
    return find(inputs, name);
  }

  /// How much each rule's "if" holds, in their order.
  ///
  /// @param values inputs by name; missing or NaN is unknown, and a rule that asks for it does not
  ///   fire
  public List<Firing> fire(Map<String, Double> values) {
    Map<String, Variable> byName = new LinkedHashMap<>();
    inputs.forEach(input -> byName.put(input.name(), input));
    return rules.stream()
        .map(rule -> Firing.of(rule, rule.when().degree(byName, values, norm)))
        .toList();
  }

  /// What the words mean that a rule asks for, each once: "size is small: outlined area in percent of the
  /// head's; fully from 0.3 to 2, ...".
  List<String> meanings(Rule rule) {
    return rule.when().asked().stream().map(this::meaning).distinct().toList();
  }

  private String meaning(Antecedent.Is asked) {
    Variable input = input(asked.variable()).orElseThrow();
    return "%s is %s: %s; %s"
        .formatted(
            input.name(),
            asked.term(),
            input.meaning(),
            input.term(asked.term()).orElseThrow().membership().inWords());
  }

  RuleBase withRules(List<Rule> changed) {
    return new RuleBase(name, norm, combine, constants, inputs, outputs, changed);
  }

  RuleBase withInputs(UnaryOperator<Variable> change) {
    return new RuleBase(
        name, norm, combine, constants, inputs.stream().map(change).toList(), outputs, rules);
  }

  RuleBase withOutputs(List<Variable> changed, List<Rule> changedRules) {
    return new RuleBase(name, norm, combine, constants, inputs, changed, changedRules);
  }

  RuleBase withConstants(Map<String, Double> changed) {
    return new RuleBase(name, norm, combine, changed, inputs, outputs, rules);
  }
}
