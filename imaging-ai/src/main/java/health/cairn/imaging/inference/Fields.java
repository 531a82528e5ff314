package health.cairn.imaging.inference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
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
