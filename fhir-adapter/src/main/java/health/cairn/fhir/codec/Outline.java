package health.cairn.fhir.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import health.cairn.fhir.codec.FhirReading.Why;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where the resources of an input lie. Made in one pass over the tokens that keeps nothing but
/// offsets, so that size, depth and number are known before any content is held; members may come in
/// any order.
final class Outline {
  /// One resource.
  ///
  /// @param start offset of its first byte
  /// @param end offset after its last byte
  /// @param place how a person finds it ("entry 12", "line 3", or empty for the only one)
  record Item(
      int start,
      int end,
      String type,
      Optional<String> id,
      Optional<String> fullUrl,
      String place) {
    private Item as(Optional<String> newFullUrl, String newPlace) {
      return new Item(start, end, type, id, newFullUrl, newPlace);
    }
  }

  private final JsonParser parser;
  private final int offset;
  private final FhirLimits limits;
  private final List<Item> items = new ArrayList<>();
  private final List<RefusedEntry> refused = new ArrayList<>();
  private int withoutResource;

  private Outline(JsonParser parser, int offset, FhirLimits limits) {
    this.parser = parser;
    this.offset = offset;
    this.limits = limits;
  }

  /// @param start where the JSON starts
  static Outline of(JsonFactory factory, byte[] bytes, int start, FhirLimits limits)
      throws IOException, RefusedInput {
    try (JsonParser parser = factory.createParser(bytes, start, bytes.length - start)) {
      Outline outline = new Outline(parser, start, limits);
      outline.roots();
      return outline;
    }
  }

  /// Of NDJSON in which a line is broken: what the whole lines hold, each on its own.
  ///
  /// @return empty where the input is not lines of JSON
  static Optional<Outline> ofLines(JsonFactory factory, byte[] bytes, int start, FhirLimits limits)
      throws IOException, RefusedInput {
    List<RefusedEntry> broken = new ArrayList<>();
    Outline all = null;
    int lines = 0;
    int number = TextCheck.lineBreaks(bytes, start);
    for (int from = start, end; from < bytes.length; from = end + 1) {
      end = from;
      while (end < bytes.length && bytes[end] != '\n') {
        end++;
      }
      number++;
      if (TextCheck.isBlank(bytes, from, end)) {
        continue;
      }
      lines++;
      String place = "line " + number;
      try (JsonParser parser = factory.createParser(bytes, from, end - from)) {
        TextCheck.checkUtf8(bytes, from, end);
        Outline line = new Outline(parser, from, limits);
        if (parser.nextToken() != JsonToken.START_OBJECT) {
          throw new RefusedResource(Why.NOT_JSON, "is not a JSON object");
        }
        line.resource(place);
        if (parser.nextToken() != null) {
          throw new RefusedResource(Why.NOT_JSON, "is more than one JSON object");
        }
        if (all == null) {
          all = line;
        } else {
          all.add(line);
        }
      } catch (RefusedResource e) {
        broken.add(e.at(place));
      } catch (StreamConstraintsException e) {
        broken.add(new RefusedEntry(place, Why.TOO_LARGE, "is too deep or too large"));
      } catch (JsonProcessingException e) {
        broken.add(new RefusedEntry(place, Why.NOT_JSON, "is not whole JSON"));
      }
    }
    // Broken JSON of several lines, where hardly a line is a whole object, is no NDJSON.
    if (all == null || lines < 2 || 2 * broken.size() > lines) {
      return Optional.empty();
    }
    all.refused.addAll(broken);
    return Optional.of(all);
  }

  private void add(Outline line) throws RefusedInput {
    items.addAll(line.items);
    refused.addAll(line.refused);
    withoutResource += line.withoutResource;
    checkCount();
  }

  List<Item> items() {
    return items;
  }

  /// What is no resource at all, where others are.
  List<RefusedEntry> refused() {
    return refused;
  }

  /// How many bundle entries carried no resource, or asked for a deletion.
  int withoutResource() {
    return withoutResource;
  }

  private void roots() throws IOException, RefusedInput {
    int roots = 0;
    int line = 0;
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      int startLine = parser.currentTokenLocation().getLineNr();
      if (token != JsonToken.START_OBJECT || startLine == line) {
        throw new RefusedInput(
            Why.NOT_JSON, "This is not JSON: something follows its end in line " + startLine + ".");
      }
      try {
        resource("line " + startLine);
      } catch (RefusedResource e) {
        refused.add(e.at("line " + startLine));
      }
      line = parser.currentLocation().getLineNr();
      roots++;
    }
    if (roots == 1 && items.isEmpty() && !refused.isEmpty()) {
      RefusedEntry only = refused.getFirst();
      throw new RefusedInput(
          only.why(),
          only.place().startsWith("entry")
              ? "This is not FHIR: " + only.place() + " " + only.reason() + "."
              : "This is not a FHIR resource: it " + only.reason() + ".");
    }
    if (roots == 1 && items.size() == 1 && items.getFirst().place().startsWith("line")) {
      items.set(0, items.getFirst().as(items.getFirst().fullUrl(), ""));
    }
  }

  /// Stands on the opening brace of a resource; leaves on its closing brace.
  private void resource(String place) throws IOException, RefusedInput, RefusedResource {
    int start = at(parser.currentTokenLocation().getByteOffset());
    int before = items.size();
    int withoutBefore = withoutResource;
    int refusedBefore = refused.size();
    Optional<String> type = Optional.empty();
    Optional<String> id = Optional.empty();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals("resourceType") && value == JsonToken.VALUE_STRING) {
        type = Optional.of(parser.getText());
      } else if (name.equals("id") && value == JsonToken.VALUE_STRING) {
        id = Optional.of(parser.getText());
      } else if (name.equals("entry") && value == JsonToken.START_ARRAY) {
        entries();
      } else {
        parser.skipChildren();
      }
    }
    int end = at(parser.currentLocation().getByteOffset());
    if (type.isEmpty()) {
      items.subList(before, items.size()).clear();
      refused.subList(refusedBefore, refused.size()).clear();
      withoutResource = withoutBefore;
      throw new RefusedResource(Why.NOT_FHIR, "has no resourceType");
    }
    if (type.get().equals("Bundle")) {
      return;
    }
    // What "entry" held was no bundle's: a List has entries too.
    items.subList(before, items.size()).clear();
    refused.subList(refusedBefore, refused.size()).clear();
    withoutResource = withoutBefore;
    if (type.get().equals("OperationOutcome")) {
      withoutResource++;
      return;
    }
    items.add(new Item(start, end, type.get(), id, Optional.empty(), place));
    checkCount();
  }

  private void checkCount() throws RefusedInput {
    if (items.size() > limits.maxEntries()) {
      throw new RefusedInput(
          Why.TOO_MANY, "There are more than " + limits.maxEntries() + " records in one file.");
    }
  }

  private void entries() throws IOException, RefusedInput {
    int number = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      number++;
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        entry("entry " + number);
      } else {
        parser.skipChildren();
        withoutResource++;
      }
    }
  }

  private void entry(String place) throws IOException, RefusedInput {
    int before = items.size();
    Optional<String> fullUrl = Optional.empty();
    boolean deletion = false;
    boolean resource = false;
    int refusedBefore = refused.size();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals("fullUrl") && value == JsonToken.VALUE_STRING) {
        fullUrl = Optional.of(parser.getText());
      } else if (name.equals("request") && value == JsonToken.START_OBJECT) {
        deletion = isDeletion();
      } else if (name.equals("resource") && value == JsonToken.START_OBJECT) {
        resource = true;
        try {
          resource(place);
        } catch (RefusedResource e) {
          refused.add(e.at(place));
        }
      } else {
        parser.skipChildren();
      }
    }
    if (!resource || deletion) {
      items.subList(before, items.size()).clear();
      withoutResource++;
      refused.subList(refusedBefore, refused.size()).clear(); // a deletion brings nothing in
    } else if (items.size() == before + 1) {
      items.set(before, items.get(before).as(fullUrl, place));
    }
  }

  private boolean isDeletion() throws IOException {
    boolean deletion = false;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals("method") && value == JsonToken.VALUE_STRING) {
        deletion = parser.getText().equals("DELETE");
      } else {
        parser.skipChildren();
      }
    }
    return deletion;
  }

  private int at(long parserOffset) {
    return Math.toIntExact(parserOffset) + offset;
  }
}
