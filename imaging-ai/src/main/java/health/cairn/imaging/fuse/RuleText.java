package health.cairn.imaging.fuse;

import health.cairn.imaging.ImagingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Rule bases as text that a physician can read, and back.
///
///     rules trust
///     norm minimum
///     constant threshold 0.5
///     input disagreement "how unlike the members' answers are" from 0 to 1
///       term low trapezoid 0 0 0.05 0.2
///       term high sigmoid 0.2 30
///     output trust "how far the answer can be followed" from 0 to 1
///       term low triangle 0 0 1
///     rule members-disagree weight 0.9
///       if disagreement is very high and not (entropy is low or area is large)
///       then trust is low because "the members disagree"
///
/// Line breaks mean nothing, `#` begins a comment. Shapes: triangle (3 points), trapezoid (4),
/// gaussian (mean, deviation), sigmoid (centre, slope). After "then" stands "output is term" (Mamdani)
/// or "output = number + number * input ..." (Sugeno), several joined by "and". "always" is an "if"
/// that always holds; "very" and "somewhat" are hedges. Strict: what is not in this grammar is refused
/// with its line, and so is a text beyond the limits.
public final class RuleText {
  static final int MAX_BASES = 16;
  static final int MAX_VARIABLES = 128;
  static final int MAX_TERMS = 16;
  static final int MAX_RULES = 512;
  static final int MAX_DEPTH = 32;

  private final RuleTokens tokens;
  private int depth;

  private RuleText(RuleTokens tokens) {
    this.tokens = tokens;
  }

  /// Every base of a text by its name, in their order.
  ///
  /// @throws ImagingException `REFUSED`, naming the line
  public static Map<String, RuleBase> read(String text) throws ImagingException {
    RuleText reader = new RuleText(new RuleTokens(text));
    Map<String, RuleBase> bases = new LinkedHashMap<>();
    while (!reader.tokens.atEnd()) {
      int line = reader.tokens.line();
      RuleBase base = reader.base();
      if (bases.put(base.name(), base) != null || bases.size() > MAX_BASES) {
        throw RuleTokens.refused(line, "too many rule bases, or two called " + base.name());
      }
    }
    return bases;
  }

  private RuleBase base() throws ImagingException {
    int line = tokens.line();
    tokens.expect("rules");
    String name = tokens.name("the rules' name");
    Norm norm = Norm.MINIMUM;
    RuleBase.Combine combine = RuleBase.Combine.AVERAGE;
    Map<String, Double> constants = new LinkedHashMap<>();
    List<Variable> inputs = new ArrayList<>();
    List<Variable> outputs = new ArrayList<>();
    List<Rule> rules = new ArrayList<>();
    while (true) {
      if (tokens.passes("norm")) {
        norm = tokens.passes("product") ? Norm.PRODUCT : norm(tokens);
      } else if (tokens.passes("combine")) {
        combine = tokens.passes("sum") ? RuleBase.Combine.SUM : combine(tokens);
      } else if (tokens.passes("constant")) {
        constants.put(tokens.name("the constant's name"), tokens.number("its number"));
      } else if (tokens.passes("input")) {
        inputs.add(variable());
      } else if (tokens.passes("output")) {
        outputs.add(variable());
      } else if (tokens.passes("rule")) {
        rules.add(rule());
      } else {
        break;
      }
      if (inputs.size() + outputs.size() + constants.size() > MAX_VARIABLES
          || rules.size() > MAX_RULES) {
        throw tokens.refused("too many variables or rules");
      }
    }
    if (!tokens.atEnd() && !tokens.sees("rules")) {
      throw tokens.refused("a statement begins with none of the known words");
    }
    try {
      return new RuleBase(name, norm, combine, constants, inputs, outputs, rules);
    } catch (IllegalArgumentException e) {
      throw RuleTokens.refused(line, String.valueOf(e.getMessage()));
    }
  }

  private static Norm norm(RuleTokens tokens) throws ImagingException {
    tokens.expect("minimum");
    return Norm.MINIMUM;
  }

  private static RuleBase.Combine combine(RuleTokens tokens) throws ImagingException {
    tokens.expect("average");
    return RuleBase.Combine.AVERAGE;
  }

  private Variable variable() throws ImagingException {
    int line = tokens.line();
    String name = tokens.name("the variable's name");
    String meaning = tokens.sentence("its meaning");
    tokens.expect("from");
    double low = tokens.number("where it begins");
    tokens.expect("to");
    double high = tokens.number("where it ends");
    List<Variable.Term> terms = new ArrayList<>();
    while (tokens.passes("term")) {
      terms.add(new Variable.Term(tokens.name("the term's word"), membership()));
      if (terms.size() > MAX_TERMS) {
        throw tokens.refused("more than " + MAX_TERMS + " terms");
      }
    }
    try {
      return new Variable(name, meaning, low, high, terms);
    } catch (IllegalArgumentException e) {
      throw RuleTokens.refused(line, String.valueOf(e.getMessage()));
    }
  }

  private Membership membership() throws ImagingException {
    int line = tokens.line();
    String shape = tokens.name("the shape");
    int count =
        switch (shape) {
          case "triangle" -> 3;
          case "trapezoid" -> 4;
          case "gaussian", "sigmoid" -> 2;
          default -> throw RuleTokens.refused(line, "\"" + shape + "\" is no shape");
        };
    double[] p = new double[count];
    for (int i = 0; i < count; i++) {
      p[i] = tokens.number("number " + (i + 1) + " of the " + shape);
    }
    try {
      return switch (shape) {
        case "triangle" -> new Membership.Triangle(p[0], p[1], p[2]);
        case "trapezoid" -> new Membership.Trapezoid(p[0], p[1], p[2], p[3]);
        case "gaussian" -> new Membership.Gaussian(p[0], p[1]);
        default -> new Membership.Sigmoid(p[0], p[1]);
      };
    } catch (IllegalArgumentException e) {
      throw RuleTokens.refused(line, String.valueOf(e.getMessage()));
    }
  }

  private Rule rule() throws ImagingException {
    int line = tokens.line();
    String name = tokens.name("the rule's name");
    double weight = tokens.passes("weight") ? tokens.number("the weight") : 1;
    tokens.expect("if");
    Antecedent when = either();
    tokens.expect("then");
    List<Rule.Then> then = new ArrayList<>();
    do {
      then.add(then());
      if (then.size() > MAX_VARIABLES) {
        throw tokens.refused("too many consequences");
      }
    } while (tokens.passes("and"));
    String because = tokens.passes("because") ? tokens.sentence("the reason") : "";
    try {
      return new Rule(name, weight, when, then, because);
    } catch (IllegalArgumentException e) {
      throw RuleTokens.refused(line, String.valueOf(e.getMessage()));
    }
  }

  private Antecedent either() throws ImagingException {
    if (++depth > MAX_DEPTH) {
      throw tokens.refused("conditions nested deeper than " + MAX_DEPTH);
    }
    Antecedent result = both();
    while (tokens.passes("or")) {
      result = new Antecedent.Either(result, both());
    }
    depth--;
    return result;
  }

  private Antecedent both() throws ImagingException {
    Antecedent result = single();
    while (tokens.passes("and")) {
      result = new Antecedent.Both(result, single());
    }
    return result;
  }

  private Antecedent single() throws ImagingException {
    if (tokens.passes("not")) {
      if (++depth > MAX_DEPTH) {
        throw tokens.refused("conditions nested deeper than " + MAX_DEPTH);
      }
      Antecedent inner = single();
      depth--;
      return new Antecedent.Not(inner);
    }
    if (tokens.passes("(")) {
      Antecedent inner = either();
      tokens.expect(")");
      return inner;
    }
    if (tokens.passes("always")) {
      return new Antecedent.Always();
    }
    String variable = tokens.name("the variable of a condition");
    tokens.expect("is");
    Antecedent.Hedge hedge =
        tokens.passes("very")
            ? Antecedent.Hedge.VERY
            : tokens.passes("somewhat") ? Antecedent.Hedge.SOMEWHAT : Antecedent.Hedge.PLAIN;
    return new Antecedent.Is(variable, hedge, tokens.name("the term of a condition"));
  }

  private Rule.Then then() throws ImagingException {
    String output = tokens.name("the output of a consequence");
    if (tokens.passes("is")) {
      return new Rule.IsTerm(output, tokens.name("the term of a consequence"));
    }
    tokens.expect("=");
    double constant = tokens.number("the value of a consequence");
    Map<String, Double> coefficients = new LinkedHashMap<>();
    while (tokens.passes("+")) {
      double factor = tokens.number("a factor");
      tokens.expect("*");
      if (coefficients.put(tokens.name("the input of a factor"), factor) != null) {
        throw tokens.refused("an input has two factors");
      }
    }
    return new Rule.Equals(output, constant, coefficients);
  }

  /// The text of bases that are read back as equal ones, but for digits after the sixth.
  public static String write(Iterable<RuleBase> bases) {
    StringBuilder text = new StringBuilder();
    for (RuleBase base : bases) {
      text.append(text.isEmpty() ? "" : "\n").append("rules ").append(base.name()).append('\n');
      text.append("norm ").append(base.norm().word()).append('\n');
      text.append("combine ").append(base.combine().word()).append("\n");
      base.constants()
          .forEach(
              (name, value) ->
                  text.append("constant " + name + " " + Membership.number(value) + "\n"));
      text.append('\n');
      base.inputs().forEach(input -> write(text, "input", input));
      base.outputs().forEach(output -> write(text, "output", output));
      for (Rule rule : base.rules()) {
        text.append("rule ").append(rule.name());
        text.append(rule.weight() == 1 ? "" : " weight " + Membership.number(rule.weight()));
        text.append("\n  if ").append(rule.when().text()).append("\n  then ");
        text.append(String.join(" and ", rule.then().stream().map(Rule.Then::text).toList()));
        text.append(rule.because().isEmpty() ? "" : "\n  because \"" + rule.because() + "\"");
        text.append("\n");
      }
    }
    return text.toString();
  }

  private static void write(StringBuilder text, String kind, Variable variable) {
    text.append(kind + " " + variable.name() + " \"" + variable.meaning() + "\" from ");
    text.append(Membership.number(variable.low()) + " to " + Membership.number(variable.high()));
    for (Variable.Term term : variable.terms()) {
      text.append("\n  term ").append(term.word()).append(' ').append(term.membership().text());
    }
    text.append("\n\n");
  }
}
