package health.cairn.ledger.json;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Takes the members of an object out by name and type; [#end] refuses what nobody asked for.
public final class JsonObjectReader {
  private final Json.Obj object;
  private final Set<String> taken = new HashSet<>();

  private JsonObjectReader(Json.Obj object) {
    this.object = object;
  }

  public static JsonObjectReader of(Json value) throws JsonRefusedException {
    if (value instanceof Json.Obj object) {
      return new JsonObjectReader(object);
    }
    throw new JsonRefusedException("not an object");
  }

  public String text(String name) throws JsonRefusedException {
    if (member(name) instanceof Json.Text text) {
      return text.value();
    }
    throw new JsonRefusedException("no text '" + name + "'");
  }

  /// A text turned into a value; what the value's own constructor refuses is refused here by name.
  public <T> T text(String name, Function<String, T> reader) throws JsonRefusedException {
    return convert(name, text(name), reader);
  }

  /// Zero or a positive integer.
  public long count(String name) throws JsonRefusedException {
    if (member(name) instanceof Json.Int number && number.value() >= 0) {
      return number.value();
    }
    throw new JsonRefusedException("no count '" + name + "'");
  }

  /// @param max a longer array is refused
  public <T> List<T> texts(String name, int max, Function<String, T> reader)
      throws JsonRefusedException {
    if (!(member(name) instanceof Json.Arr array) || array.items().size() > max) {
      throw new JsonRefusedException("no array '" + name + "' of at most " + max);
    }
    var values = new ArrayList<T>();
    for (Json item : array.items()) {
      if (!(item instanceof Json.Text text)) {
        throw new JsonRefusedException("something other than texts in '" + name + "'");
      }
      values.add(convert(name, text.value(), reader));
    }
    return values;
  }

  public JsonObjectReader object(String name) throws JsonRefusedException {
    if (member(name) instanceof Json.Obj inner) {
      return new JsonObjectReader(inner);
    }
    throw new JsonRefusedException("no object '" + name + "'");
  }

  public boolean has(String name) {
    return object.members().containsKey(name);
  }

  /// @throws JsonRefusedException when a member was never asked for
  public void end() throws JsonRefusedException {
    if (!taken.containsAll(object.members().keySet())) {
      throw new JsonRefusedException("unknown members");
    }
  }

  private @Nullable Json member(String name) {
    taken.add(name);
    return object.members().get(name);
  }

  private static <T> T convert(String name, String text, Function<String, T> reader)
      throws JsonRefusedException {
    try {
      return reader.apply(text);
    } catch (IllegalArgumentException | java.time.DateTimeException e) {
      throw new JsonRefusedException("'" + name + "' is not well-formed", e);
    }
  }
}
