package health.cairn.imaging.inference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The fields of one JSON object, each asked for with what it must be.
///
/// @param path of the object in its document, ending in a dot, for messages
record Fields(JsonNode node, String path) {
  private static final int MAX_TEXTS = 64;

  boolean has(String name) {
    return node.hasNonNull(name);
  }

  String text(String name) throws FieldException {
    JsonNode value = node.path(name);
    if (!value.isTextual() || value.textValue().isBlank()) {
      throw new FieldException("\"" + path + name + "\" is missing or not a text");
    }
    return value.textValue();
  }

  String textOr(String name, String otherwise) throws FieldException {
    return has(name) ? text(name) : otherwise;
  }

  String matching(String name, Pattern pattern) throws FieldException {
    String value = text(name);
    if (!pattern.matcher(value).matches()) {
      throw new FieldException("\"" + path + name + "\" does not have the form " + pattern);
    }
    return value;
  }

  double number(String name, double least, double most) throws FieldException {
    JsonNode value = node.path(name);
    if (!value.isNumber()) {
      throw new FieldException("\"" + path + name + "\" is missing or not a number");
    }
    double number = value.doubleValue();
    if (!(number >= least && number <= most)) {
      throw new FieldException("\"" + path + name + "\" is not between " + least + " and " + most);
    }
    return number;
  }

  int whole(String name, int least, int most) throws FieldException {
    if (!node.path(name).isIntegralNumber()) {
      throw new FieldException("\"" + path + name + "\" is missing or not a whole number");
    }
    return (int) number(name, least, most);
  }

  int wholeOr(String name, int otherwise, int least, int most) throws FieldException {
    return has(name) ? whole(name, least, most) : otherwise;
  }

  double numberOr(String name, double otherwise, double least, double most) throws FieldException {
    return has(name) ? number(name, least, most) : otherwise;
  }

  boolean flag(String name, boolean otherwise) throws FieldException {
    if (!has(name)) {
      return otherwise;
    }
    if (!node.path(name).isBoolean()) {
      throw new FieldException("\"" + path + name + "\" is neither true nor false");
    }
    return node.path(name).booleanValue();
  }

  /// The word of an enumeration or the like.
  <T> T word(String name, Map<String, T> words) throws FieldException {
    T value = words.get(text(name));
    if (value == null) {
      throw new FieldException(
          "\"" + path + name + "\" is none of " + String.join(", ", new TreeSet<>(words.keySet())));
    }
    return value;
  }

  <T> T wordOr(String name, T otherwise, Map<String, T> words) throws FieldException {
    return has(name) ? word(name, words) : otherwise;
  }

  /// Three numbers.
  double[] three(String name, double least, double most) throws FieldException {
    return numbers(name, 3, least, most).stream().mapToDouble(v -> v).toArray();
  }

  /// A list of so many numbers.
  List<Double> numbers(String name, int count, double least, double most) throws FieldException {
    JsonNode value = node.path(name);
    if (!value.isArray() || value.size() != count) {
      throw new FieldException(
          "\"" + path + name + "\" is missing or not a list of " + count + " numbers");
    }
    List<Double> numbers = new ArrayList<>();
    for (JsonNode one : value) {
      if (!one.isNumber() || !(one.doubleValue() >= least && one.doubleValue() <= most)) {
        throw new FieldException(
            "\"" + path + name + "\" holds a value that is not between " + least + " and " + most);
      }
      numbers.add(one.doubleValue());
    }
    return numbers;
  }

  /// The objects of a list that has at least one.
  List<Fields> objects(String name, int most) throws FieldException {
    JsonNode value = node.path(name);
    if (!value.isArray() || value.isEmpty() || value.size() > most) {
      throw new FieldException(
          "\"" + path + name + "\" is missing or not a list of up to " + most + " objects");
    }
    List<Fields> objects = new ArrayList<>();
    for (int i = 0; i < value.size(); i++) {
      if (!value.path(i).isObject()) {
        throw new FieldException("\"" + path + name + "\" holds something that is not an object");
      }
      objects.add(new Fields(value.path(i), path + name + "[" + i + "]."));
    }
    return objects;
  }

  /// Refuses fields that are not known, so that a misspelt one is not silently without effect.
  void only(Set<String> known) throws FieldException {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (!known.contains(field.getKey())) {
        throw new FieldException("\"" + path + field.getKey() + "\" is not known");
      }
    }
  }

  List<String> texts(String name, boolean required) throws FieldException {
    JsonNode value = node.path(name);
    if (value.isMissingNode() && !required) {
      return List.of();
    }
    if (!value.isArray() || value.size() > MAX_TEXTS || (required && value.isEmpty())) {
      throw new FieldException("\"" + path + name + "\" is missing or not a short list of texts");
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode text : value) {
      if (!text.isTextual()) {
        throw new FieldException("\"" + path + name + "\" holds something that is not a text");
      }
      texts.add(text.textValue());
    }
    return texts;
  }

  Fields object(String name) throws FieldException {
    JsonNode value = node.path(name);
    if (!value.isObject()) {
      throw new FieldException("\"" + path + name + "\" is missing or not an object");
    }
    return new Fields(value, path + name + ".");
  }

  Fields objectOrEmpty(String name) throws FieldException {
    return has(name) ? object(name) : new Fields(MissingNode.getInstance(), path + name + ".");
  }

  Fields firstOf(String name) throws FieldException {
    JsonNode value = node.path(name).path(0);
    if (!value.isObject()) {
      throw new FieldException("\"" + path + name + "\" is missing or not a list of objects");
    }
    return new Fields(value, path + name + "[0].");
  }
}
